import Chronicle
import Language

/// „Националният съвет (НС) … НС“: an abbreviation that a name introduced in brackets is that name from then on.
enum IntroducedAbbreviationRule {
    static func apply(_ work: inout EntityWork) {
        var introduced: Set<FormKey> = []
        for found in work.found where found.form == .name && found.tokens.count > 1 && found.type == .organisation {
            if let form = AbbreviationInBrackets.form(of: found.tokens, work.tokens) { introduced.insert(form) }
        }
        guard !introduced.isEmpty else { return }
        for sentence in work.sentences {
            for index in sentence.tokens where work.isFree(index) {
                guard introduced.contains(work.tokens[index].form), work.tokens[index].shape != .lower else { continue }
                work.add(index..<index + 1, .organisation, "introduced-abbreviation")
            }
        }
    }
}
