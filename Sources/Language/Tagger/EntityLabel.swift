/// What a name denotes, as the tagger tells names apart.
public enum EntityType: UInt8, CaseIterable, Sendable {
    case person, place, organisation, event, product

    /// The type's name in gold data: `PER`, `LOC`, `ORG`, `EVT`, `PRO`.
    public var code: String {
        switch self {
        case .person: "PER"
        case .place: "LOC"
        case .organisation: "ORG"
        case .event: "EVT"
        case .product: "PRO"
        }
    }

    /// The type of a name in gold data.
    public init?(code: some StringProtocol) {
        guard let type = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = type
    }
}

/// What the tagger says of one token: it begins a name, goes on with one, or is outside of all (the BIO scheme).
public struct EntityLabel: Hashable, Sendable {
    /// 0 is outside; then for each type the beginning and the inside of a name.
    public let index: Int

    /// How many there are.
    public static let count = 1 + 2 * EntityType.allCases.count

    /// No name.
    public static let outside = EntityLabel(index: 0)

    /// The first token of a name.
    public static func begin(_ type: EntityType) -> EntityLabel { EntityLabel(index: 1 + 2 * Int(type.rawValue)) }

    /// A further token of a name.
    public static func inside(_ type: EntityType) -> EntityLabel { EntityLabel(index: 2 + 2 * Int(type.rawValue)) }

    /// A label by its index.
    public init(index: Int) { self.index = index }

    /// The type of the name; nil outside.
    public var type: EntityType? { index == 0 ? nil : EntityType(rawValue: UInt8((index - 1) / 2)) }

    /// Whether a name goes on here.
    public var isInside: Bool { index > 0 && index % 2 == 0 }

    /// Whether this label may stand behind another: a name goes on only where one of its type stands.
    public func canFollow(_ previous: EntityLabel) -> Bool { !isInside || previous.type == type }
}

/// A name that the tagger found.
public struct TaggedSpan: Hashable, Sendable {
    /// A range of the document's tokens.
    public let tokens: Range<Int>
    /// What it denotes.
    public let type: EntityType

    /// A name over tokens.
    public init(tokens: Range<Int>, type: EntityType) {
        self.tokens = tokens
        self.type = type
    }

    /// The names that labels spell, one label a token.
    public static func spans(of labels: [EntityLabel]) -> [TaggedSpan] {
        var spans: [TaggedSpan] = []
        var index = 0
        while index < labels.count {
            guard let type = labels[index].type else {
                index += 1
                continue
            }
            let start = index
            repeat { index += 1 } while index < labels.count && labels[index] == .inside(type)
            spans.append(TaggedSpan(tokens: start..<index, type: type))
        }
        return spans
    }

    /// The labels that spell names which do not overlap, one label a token.
    public static func labels(of spans: some Sequence<TaggedSpan>, count: Int) -> [EntityLabel] {
        var labels = [EntityLabel](repeating: .outside, count: count)
        for span in spans {
            for index in span.tokens {
                labels[index] = index == span.tokens.lowerBound ? .begin(span.type) : .inside(span.type)
            }
        }
        return labels
    }
}
