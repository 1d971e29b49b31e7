import Chronicle
import Language

/// „Националният съвет (НС) … НС“: an abbreviation that a name introduced in brackets is that name from then on.
enum IntroducedAbbreviationRule {
    static func apply(_ work: inout EntityWork) {
        var introduced: [FormKey: ActorType] = [:]
        for found in work.found where found.form == .name && found.tokens.count > 1 && found.type == .organisation {
            guard let form = abbreviation(of: found.tokens, work) else { continue }
            introduced[form] = found.type
        }
        guard !introduced.isEmpty else { return }
        for sentence in work.sentences {
            for index in sentence.tokens where work.isFree(index) {
                guard let type = introduced[work.tokens[index].form], work.tokens[index].shape != .lower else {
                    continue
                }
                work.add(index..<index + 1, type, "introduced-abbreviation")
            }
        }
    }

    /// The abbreviation inside the name's brackets or in those behind it.
    private static func abbreviation(of name: Range<Int>, _ work: EntityWork) -> FormKey? {
        let isInside = work.tokens[name.upperBound - 1].form == EntityWork.closeBracket
        let open = isInside ? name.upperBound - 3 : name.upperBound
        guard open > name.lowerBound, open + 2 < work.tokens.count,
            work.tokens[open].form == EntityWork.openBracket, work.tokens[open + 2].form == EntityWork.closeBracket,
            work.tokens[open + 1].shape == .upper || work.tokens[open + 1].shape == .mixed
        else { return nil }
        return work.tokens[open + 1].form
    }
}
