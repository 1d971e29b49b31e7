import Chronicle
import Language

/// One name has one type in an article: the one that most of its mentions have.
enum OneTypeRule {
    static func apply(_ work: inout EntityWork) {
        var votes: [UInt64: [EntityType: Int]] = [:]
        for found in work.found {
            guard let type = type(of: found) else { continue }
            votes[key(found.tokens, work), default: [:]][type, default: 0] += 1
        }
        for number in work.found.indices {
            let found = work.found[number]
            guard let type = type(of: found), let counts = votes[key(found.tokens, work)], counts.count > 1,
                let best = counts.first(where: { $0.value * 2 > counts.values.reduce(0, +) })?.key, best != type,
                type != .place || !work.isAfterPlacePreposition(found.tokens.lowerBound)
            else { continue }
            work.remove(at: found.tokens.lowerBound)
            TaggedNames.add(TaggedSpan(tokens: found.tokens, type: best), &work, by: "one-type")
        }
    }

    private static func type(of found: EntityWork.Found) -> EntityType? {
        found.form == .name && !found.tokens.isEmpty ? EntityType(found.type) : nil
    }

    private static func key(_ tokens: Range<Int>, _ work: EntityWork) -> UInt64 {
        tokens.reduce(0) { ($0 ^ work.tokens[$1].form.hash) &* 0x9E37_79B9_7F4A_7C15 }
    }
}
