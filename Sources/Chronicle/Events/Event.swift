import SwiftProtobuf

/// An immutable fact in the log.
public struct Event: Sendable {
    /// Its place in the log, from 1.
    public var sequence: UInt64
    /// When it was recorded.
    public var recorded: Instant
    /// The number of its type, also of one that this version does not know.
    public var typeNumber: UInt16
    /// What it says.
    public var content: EventContent

    /// The type; nil for one of a newer version than this one knows: keep it and pass it on.
    public var type: EventType? { EventType(rawValue: typeNumber) }

    /// An event.
    public init(sequence: UInt64, recorded: Instant, typeNumber: UInt16, content: EventContent) {
        self.sequence = sequence
        self.recorded = recorded
        self.typeNumber = typeNumber
        self.content = content
    }

    /// Reads an event from a record of the log.
    ///
    /// - Throws: ``EventError`` when the payload is no event.
    public init(
        sequence: UInt64, time: Int64, type: UInt16, payload: UnsafeRawBufferPointer
    ) throws(EventError) {
        do {
            content = try EventContent(serializedBytes: payload.bytes)
        } catch {
            throw EventError.unreadable(sequence: sequence, problem: "\(error)")
        }
        self.sequence = sequence
        recorded = Instant(microseconds: time)
        typeNumber = type
    }
}

extension EventOutline {
    /// Reads what an index needs of a record that holds an ``EventContent``.
    ///
    /// - Throws: ``EventError`` when the payload is no event.
    public init(sequence: UInt64, payload: UnsafeRawBufferPointer) throws(EventError) {
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        do {
            self = try EventOutline(serializedBytes: payload.bytes, options: options)
        } catch {
            throw EventError.unreadable(sequence: sequence, problem: "\(error)")
        }
    }
}

extension EventContent {
    /// An event's content for an article.
    public init(article: String, articleSequence: UInt64 = 0, extractor: String = "", _ payload: OneOf_Payload) {
        self.init()
        self.article = article
        self.articleSequence = articleSequence
        self.extractor = extractor
        self.payload = payload
    }

    /// The bytes for the log.
    ///
    /// - Throws: what SwiftProtobuf throws, which is for messages over 2 GiB.
    public func logBytes() throws -> [UInt8] { try serializedBytes() }
}

/// What can be wrong with a record that should be an event.
public enum EventError: Error, CustomStringConvertible {
    /// The payload of a record is no protobuf message of the schema.
    case unreadable(sequence: UInt64, problem: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .unreadable(let sequence, let problem):
            "The record with sequence \(sequence) is no event (\(problem)): "
                + "was it written by a newer version of Letopis or by another program?"
        }
    }
}

extension TextSpan {
    /// A half-open range of code points.
    public init(_ range: Range<Int>) {
        self.init()
        start = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
    }
}
