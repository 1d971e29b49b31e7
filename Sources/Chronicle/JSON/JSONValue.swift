/// A JSON value as it was sent: members keep their order, numbers their digits.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits as sent.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// What sort of value it is, for messages to people: „a number“.
    public var kindDescription: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// The members of a JSON object in the order sent; of members with the same name the last one counts.
public struct JSONObject: Hashable, Sendable {
    /// Name and value of each member.
    public var members: [(name: String, value: JSONValue)] {
        zip(names, values).map { (name: $0, value: $1) }
    }

    private var names: [String] = []
    private var values: [JSONValue] = []

    /// An object without members.
    public init() {}

    /// The value of a member; nil where there is none or it is null. O(*n*).
    public subscript(name: String) -> JSONValue? {
        guard let index = names.lastIndex(of: name), values[index] != .null else { return nil }
        return values[index]
    }

    /// Whether there is such a member, null or not.
    public func has(_ name: String) -> Bool { names.contains(name) }

    mutating func append(_ name: String, _ value: JSONValue) {
        names.append(name)
        values.append(value)
    }
}
