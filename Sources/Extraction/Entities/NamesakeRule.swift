import Chronicle
import Language

/// A known place, medium or body whose name is somebody's here: „Фокс“ after „Ашли Фокс“, „Азия“ after „Азия Биби“.
///
/// What one is „в“ stays a place: „Джак Лондон живя в Лондон“.
enum NamesakeRule {
    static func apply(_ work: inout EntityWork) {
        var words: Set<FormKey> = []
        for found in work.found where found.type == .person && found.tokens.count > 1 {
            for index in found.tokens where work.isCapital(index) { words.insert(work.tokens[index].form) }
        }
        guard !words.isEmpty else { return }
        for number in work.found.indices {
            let found = work.found[number]
            guard found.tokens.count == 1, found.form == .name, found.type != .person, found.type != .country,
                work.tokens[found.tokens.lowerBound].shape == .capitalised,
                !work.isAfterPlacePreposition(found.tokens.lowerBound),
                words.contains(work.tokens[found.tokens.lowerBound].form)
            else { continue }
            work.remove(at: found.tokens.lowerBound)
            work.add(found.tokens, .person, "namesake")
        }
    }
}
