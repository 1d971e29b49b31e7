/// The distinct sets of classes that words of a pack have: a few hundred, so that a word keeps a number in place of its set.
struct ClassSets: Sendable {
    /// The number of a set.
    typealias Index = UInt16

    private var sets: [LexicalClasses] = []
    private var indexes: [LexicalClasses: Index] = [:]

    /// The number of a set, which is a new one where it was not seen before.
    mutating func index(of classes: LexicalClasses) -> Index {
        if let known = indexes[classes] { return known }
        let created = Index(sets.count)
        sets.append(classes)
        indexes[classes] = created
        return created
    }

    /// The number of two sets together.
    mutating func union(_ first: Index, _ second: Index) -> Index {
        first == second ? first : index(of: self[first].union(self[second]))
    }

    /// The set of a number.
    subscript(index: Index) -> LexicalClasses { sets[Int(index)] }
}
