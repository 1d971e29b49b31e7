/// A set of lexical classes of a language pack, such as `speech` or `meeting.noun`; at most ``countMax`` in a pack.
///
/// The pack names its classes in its lexicon files; rules look a class up by name once, when they are loaded
/// (``Lexicon/lexicalClass(_:)``), and test sets on the hot path.
public struct LexicalClasses: SetAlgebra, Hashable, Sendable {
    /// The largest number of classes in a pack.
    public static let countMax = 256

    private var low: UInt128
    private var high: UInt128

    /// No classes.
    public init() {
        low = 0
        high = 0
    }

    /// The class with a number below ``countMax``.
    public init(index: Int) {
        precondition(index >= 0 && index < Self.countMax, "lexical class \(index) of \(Self.countMax)")
        low = index < 128 ? 1 << UInt128(index) : 0
        high = index < 128 ? 0 : 1 << UInt128(index - 128)
    }

    private init(low: UInt128, high: UInt128) {
        self.low = low
        self.high = high
    }

    /// Whether there is no class in the set.
    public var isEmpty: Bool { low | high == 0 }

    /// Whether the two sets share a class.
    public func intersects(_ other: LexicalClasses) -> Bool { (low & other.low) | (high & other.high) != 0 }

    // MARK: SetAlgebra

    /// Whether all classes of `member` are in the set.
    public func contains(_ member: LexicalClasses) -> Bool { intersection(member) == member }

    /// The classes of both sets together.
    public func union(_ other: LexicalClasses) -> LexicalClasses {
        LexicalClasses(low: low | other.low, high: high | other.high)
    }

    /// The classes that both sets have.
    public func intersection(_ other: LexicalClasses) -> LexicalClasses {
        LexicalClasses(low: low & other.low, high: high & other.high)
    }

    /// The classes that one of the sets has and the other has not.
    public func symmetricDifference(_ other: LexicalClasses) -> LexicalClasses {
        LexicalClasses(low: low ^ other.low, high: high ^ other.high)
    }

    /// Adds the classes of another set.
    public mutating func formUnion(_ other: LexicalClasses) { self = union(other) }

    /// Keeps the classes that another set has too.
    public mutating func formIntersection(_ other: LexicalClasses) { self = intersection(other) }

    /// Keeps the classes that one of the sets has and the other has not.
    public mutating func formSymmetricDifference(_ other: LexicalClasses) { self = symmetricDifference(other) }

    /// Adds classes; tells whether they are new.
    @discardableResult
    public mutating func insert(
        _ member: LexicalClasses
    ) -> (inserted: Bool, memberAfterInsert: LexicalClasses) {
        let isNew = !contains(member)
        formUnion(member)
        return (isNew, member)
    }

    /// Takes classes out; returns those that were there.
    @discardableResult
    public mutating func remove(_ member: LexicalClasses) -> LexicalClasses? {
        let removed = intersection(member)
        formSymmetricDifference(removed)
        return removed.isEmpty ? nil : removed
    }

    /// Adds classes; returns those that were there.
    @discardableResult
    public mutating func update(with member: LexicalClasses) -> LexicalClasses? {
        let present = intersection(member)
        formUnion(member)
        return present.isEmpty ? nil : present
    }
}
