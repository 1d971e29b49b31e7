import Chronicle
import Language

/// „Буш-старши“, „Джордж Буш - младши“: what tells father and son apart belongs to the name.
enum GenerationRule {
    static func apply(_ work: inout EntityWork) {
        for number in work.found.indices {
            let found = work.found[number]
            guard found.type == .person, found.form == .name, let last = found.tokens.last,
                last + 2 < work.tokens.count, work.tokens[last + 1].form == EntityWork.hyphen,
                work.tokens[last + 2].classes.intersects(work.words.generation), work.isFree(last + 1..<last + 3)
            else { continue }
            work.extend(at: last, to: found.tokens.lowerBound..<last + 3, "generation")
        }
    }
}
