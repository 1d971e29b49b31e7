import SwiftProtobuf

extension Event {
    /// The event as one line of CloudEvents 1.0 JSON, without a line feed.
    ///
    /// `id` is the sequence, which is unique within `source`, the log. `type` is `letopis.` and the type's name, `time`
    /// the recorded time, `subject` the article's id, `data` the payload in ProtoJSON. Extension attributes: `sequence`
    /// (also in the CloudEvents sequence extension a string), `extractor`, and `articlesequence`, the sequence of the
    /// `article.accepted` that an extracted event belongs to.
    ///
    /// - Parameter log: the 16 bytes of the log's identifier.
    /// - Throws: what SwiftProtobuf throws for a message that has no JSON.
    public func cloudEvent(log: some Sequence<UInt8>) throws -> [UInt8] {
        var writer = JSONWriter()
        try writer.object { json in
            json.member("specversion", "1.0")
            json.member("id", String(sequence))
            json.member("source", "urn:letopis:log:" + log.hexadecimal)
            json.member("type", "letopis." + (type?.name ?? "unknown.\(typeNumber)"))
            json.member("time", recorded.rfc3339)
            if !content.article.isEmpty { json.member("subject", content.article) }
            json.member("datacontenttype", "application/json")
            json.member("sequence", String(sequence))
            if !content.extractor.isEmpty { json.member("extractor", content.extractor) }
            if content.articleSequence > 0 { json.member("articlesequence", String(content.articleSequence)) }
            json.name("data")
            json.raw(try content.payloadJSON())
        }
        return writer.bytes
    }
}

extension EventContent {
    /// The payload alone in ProtoJSON: fields in the order of their numbers, values that are not set left out.
    ///
    /// - Throws: what SwiftProtobuf throws for a message that has no JSON.
    public func payloadJSON() throws -> [UInt8] {
        let message: (any Message)? =
            switch payload {
            case .articleAccepted(let message): message
            case .articleRejected(let message): message
            case .articleExtracted(let message): message
            case .actorMentioned(let message): message
            case .meetingReported(let message): message
            case .statementReported(let message): message
            case .affiliationReported(let message): message
            case .actorsMerged(let message): message
            case .actorRenamed(let message): message
            case .meetingsMerged(let message): message
            case .meetingSplit(let message): message
            case .meetingCorrected(let message): message
            case .articleRetracted(let message): message
            case .articleRedacted(let message): message
            case .logTrimmed(let message): message
            case nil: nil
            }
        return try message?.jsonUTF8Bytes() ?? Array("{}".utf8)
    }
}
