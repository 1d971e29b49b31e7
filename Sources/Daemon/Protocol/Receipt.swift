import Chronicle

/// The answer to an article: what the submit socket sends back.
public struct Receipt: Hashable, Sendable {
    /// What became of the article.
    public enum Status: String, Sendable {
        /// It is in the log, durably.
        case accepted
        /// It is in the log already, under this id or another.
        case duplicate
        /// It is no article; that it came is in the log.
        case rejected
        /// The log takes nothing at present: send it again later.
        case unavailable
    }

    /// What became of the article.
    public var status: Status
    /// Sequence of the event that records it; nil where nothing was recorded.
    public var sequence: UInt64?
    /// The article's id, for a duplicate the one under which it came first; empty where it has none.
    public var article: String
    /// Why, where it was not accepted; empty otherwise.
    public var reason: String

    /// A receipt.
    public init(status: Status, sequence: UInt64?, article: String = "", reason: String = "") {
        self.status = status
        self.sequence = sequence
        self.article = article
        self.reason = reason
    }

    /// `{"status":…,"sequence":…,"article":…,"reason":…}`; members without a value are left out.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("status", status.rawValue)
            if let sequence { json.member("sequence", sequence) }
            if !article.isEmpty { json.member("article", article) }
            if !reason.isEmpty { json.member("reason", reason) }
        }
        return writer.bytes
    }

    /// Reads a receipt; nil for anything else.
    public init?(json: some Sequence<UInt8>) {
        guard case .object(let object)? = try? JSONParser.parse(json),
            case .string(let name)? = object["status"], let status = Status(rawValue: name)
        else { return nil }
        self.status = status
        sequence = object["sequence"]?.unsignedInteger
        article = object["article"]?.text ?? ""
        reason = object["reason"]?.text ?? ""
    }
}

extension JSONValue {
    /// The value of a number that is a whole one from 0 to 2^64 - 1.
    var unsignedInteger: UInt64? {
        if case .number(let digits) = self { UInt64(digits) } else { nil }
    }

    /// The value of a string.
    var text: String? {
        if case .string(let string) = self { string } else { nil }
    }
}
