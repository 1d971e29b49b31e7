import Chronicle

/// What a client sends to the replay socket, one JSON object a message.
public enum ReplayRequest: Hashable, Sendable {
    /// `{"from":…,"to":…,"topics":[…],"credit":…}`: begins a replay, in place of one that is under way.
    case start(Range)
    /// `{"credit":…}`: that many more messages may be sent.
    case credit(Int)
    /// `{"stop":true}`: no more.
    case stop
    /// `{"status":true}`: how the daemon stands.
    case status

    /// The largest credit, granted at once or left over.
    public static let creditMax = 10_000
    /// The credit of a request that names none.
    public static let creditDefault = 256
    /// The largest number of topics.
    public static let topicsMax = 64

    /// Which part of history.
    public struct Range: Hashable, Sendable {
        /// The first sequence, from 1.
        public var from: UInt64
        /// The last sequence; nil: to the tip.
        public var to: UInt64?
        /// Beginnings of topics; empty: all.
        public var topics: [String]
        /// How many messages may be sent before more credit is granted.
        public var credit: Int

        /// A part of history.
        public init(from: UInt64, to: UInt64? = nil, topics: [String] = [], credit: Int = ReplayRequest.creditDefault) {
            self.from = from
            self.to = to
            self.topics = topics
            self.credit = credit
        }
    }

    /// Reads a request.
    ///
    /// - Throws: ``ReplayRequestError`` with a sentence for the client.
    public init(json: some Sequence<UInt8>) throws(ReplayRequestError) {
        let value: JSONValue
        do {
            value = try JSONParser.parse(json)
        } catch {
            throw ReplayRequestError("the request is not JSON: \(error)")
        }
        guard case .object(let object) = value else {
            throw ReplayRequestError("the request is \(value.kindDescription), not a JSON object")
        }
        for member in object.members where !Self.fields.contains(member.name) {
            throw ReplayRequestError("the request has an unknown field “\(member.name.prefix(40))”")
        }
        for (name, request) in [("stop", Self.stop), ("status", .status)] where object.has(name) {
            guard object[name] == .bool(true), object.members.count == 1 else {
                throw ReplayRequestError("“\(name)” must be true and stand alone")
            }
            self = request
            return
        }
        let credit = try Self.credit(object)
        guard object.has("from") else {
            guard let credit else { throw ReplayRequestError("the request has neither “from” nor “credit”") }
            self = .credit(credit)
            return
        }
        guard let from = object["from"]?.unsignedInteger, from > 0 else {
            throw ReplayRequestError("“from” must be a whole number from 1")
        }
        let to = object["to"]?.unsignedInteger
        if object["to"] != nil, to == nil || to! < from {
            throw ReplayRequestError("“to” must be a whole number not below “from”")
        }
        self = .start(
            Range(from: from, to: to, topics: try Self.topics(object), credit: credit ?? Self.creditDefault))
    }

    private static let fields: Set = ["from", "to", "topics", "credit", "stop", "status"]

    private static func credit(_ object: JSONObject) throws(ReplayRequestError) -> Int? {
        guard let value = object["credit"] else { return nil }
        guard let credit = value.unsignedInteger, (1...UInt64(creditMax)).contains(credit) else {
            throw ReplayRequestError("“credit” must be a whole number from 1 to \(creditMax)")
        }
        return Int(credit)
    }

    private static func topics(_ object: JSONObject) throws(ReplayRequestError) -> [String] {
        guard let value = object["topics"] else { return [] }
        guard case .array(let values) = value, values.count <= topicsMax else {
            throw ReplayRequestError("“topics” must be an array of at most \(topicsMax) strings")
        }
        var topics: [String] = []
        for value in values {
            guard let topic = value.text else {
                throw ReplayRequestError("“topics” must be an array of at most \(topicsMax) strings")
            }
            topics.append(topic)
        }
        return topics
    }

    /// The message to send.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            switch self {
            case .start(let range):
                json.member("from", range.from)
                if let to = range.to { json.member("to", to) }
                if !range.topics.isEmpty {
                    json.name("topics")
                    json.array { json in
                        for topic in range.topics { json.value(topic) }
                    }
                }
                json.member("credit", range.credit)
            case .credit(let credit):
                json.member("credit", credit)
            case .stop:
                json.name("stop")
                json.value(true)
            case .status:
                json.name("status")
                json.value(true)
            }
        }
        return writer.bytes
    }
}

/// Why a request to the replay socket was not understood.
public struct ReplayRequestError: Error, Hashable, CustomStringConvertible {
    /// One sentence without a full stop.
    public let description: String

    init(_ description: String) { self.description = description }
}
