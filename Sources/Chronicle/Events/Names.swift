import SwiftProtobuf

/// An enumeration of the schema whose values have names: those that stand in JSON, tables, topics and on the command
/// line.
public protocol NamedEnum: SwiftProtobuf.Enum, CaseIterable where RawValue == Int {
    /// The names by raw value; the unspecified value, 0, has the empty one.
    static var names: [String] { get }
}

extension NamedEnum {
    /// The value's name; empty for the unspecified value and for one of a newer version.
    public var name: String { Self.names.indices.contains(rawValue) ? Self.names[rawValue] : "" }

    /// The value of a name; nil for an unknown one.
    public init?(name: String) {
        guard !name.isEmpty, let value = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: value)
    }
}

extension ActorType: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "person", "organisation", "country", "place", "group", "event", "product"]
}

extension Certainty: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "asserted", "hedged"]
}

extension Meeting.Kind: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "meeting", "call", "summit", "session", "talks", "visit", "conference"]
}

extension Meeting.Status: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "proposed", "scheduled", "ongoing", "held", "postponed", "cancelled"]
}

extension Participant.Role: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "participant", "host", "visitor", "mediator"]
}

extension TimeReference.Precision: NamedEnum {
    /// The names by raw value.
    public static let names = [
        "", "minute", "hour", "part_of_day", "day", "week", "month", "quarter", "year", "vague",
    ]
}

extension StatementReported.Mode: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "direct", "indirect"]
}

extension AffiliationReported.Standing: NamedEnum {
    /// The names by raw value.
    public static let names = ["", "current", "former", "acting", "designated"]
}
