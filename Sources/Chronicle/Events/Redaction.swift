import SwiftProtobuf

extension EventContent {
    /// The same event without the article's words: ids, names, kinds, statuses, times as intervals, spans and counts stay,
    /// sentences, quotations and all that stands in the article word for word goes.
    public var redacted: EventContent {
        var content = self
        content.unknownFields = UnknownStorage()
        switch payload {
        case .articleAccepted(var accepted):
            accepted.redact()
            content.payload = .articleAccepted(accepted)
        case .articleRejected(var rejected):
            rejected.raw = .init()
            content.payload = .articleRejected(rejected)
        case .actorMentioned(var mentioned):
            if mentioned.hasEvidence { mentioned.evidence.redact() }
            content.payload = .actorMentioned(mentioned)
        case .meetingReported(var reported):
            reported.redact()
            content.payload = .meetingReported(reported)
        case .statementReported(var reported):
            reported.redact()
            content.payload = .statementReported(reported)
        case .affiliationReported(var reported):
            reported.redact()
            content.payload = .affiliationReported(reported)
        case .articleExtracted, .actorsMerged, .actorRenamed, .meetingsMerged, .meetingSplit, .meetingCorrected,
            .articleRetracted, .articleRedacted, .logTrimmed, nil:
            break
        }
        return content
    }

    /// The bytes of the redacted event that has most to say within a limit: the whole of it, else its type and article
    /// with what identifies it, else nothing.
    ///
    /// - Throws: what SwiftProtobuf throws, which is for messages over 2 GiB.
    public func redactedLogBytes(atMost bytesMax: Int) throws -> [UInt8] {
        for content in [redacted, skeleton] {
            let bytes = try content.logBytes()
            if bytes.count <= bytesMax { return bytes }
        }
        return []
    }

    /// The event's type, its article, and what its topic and its version go by.
    private var skeleton: EventContent {
        switch payload {
        case .articleAccepted(let accepted):
            var kept = ArticleAccepted()
            kept.version = accepted.version
            kept.contentHash = accepted.contentHash
            return EventContent(article: article, .articleAccepted(kept))
        case .meetingReported(let reported):
            var kept = MeetingReported()
            kept.status = reported.status
            return EventContent(article: article, articleSequence: articleSequence, .meetingReported(kept))
        case .actorMentioned:
            return EventContent(article: article, articleSequence: articleSequence, .actorMentioned(ActorMentioned()))
        case .statementReported:
            return EventContent(
                article: article, articleSequence: articleSequence, .statementReported(StatementReported()))
        case .affiliationReported:
            return EventContent(
                article: article, articleSequence: articleSequence, .affiliationReported(AffiliationReported()))
        default:
            return redacted
        }
    }
}

extension ArticleAccepted {
    fileprivate mutating func redact() {
        unknownFields = UnknownStorage()
        originalBody = ""
        article.unknownFields = UnknownStorage()
        article.title = ""
        article.body = ""
        // Addresses are made of titles.
        article.url = ""
    }
}

extension MeetingReported {
    fileprivate mutating func redact() {
        topic = ""
        outcome = ""
        if hasTime { time.text = "" }
        if hasSource { source.text = "" }
        if hasEvidence { evidence.redact() }
        for index in earlier.indices { earlier[index].redact() }
    }
}

extension EarlierClaim {
    fileprivate mutating func redact() {
        if hasSource { source.text = "" }
        if hasSaid { said.text = "" }
        if hasTime { time.text = "" }
        if hasEvidence { evidence.redact() }
    }
}

extension StatementReported {
    fileprivate mutating func redact() {
        cue = ""
        content = ""
        if hasSpeaker { speaker.text = "" }
        if hasEvidence { evidence.redact() }
    }
}

extension AffiliationReported {
    fileprivate mutating func redact() {
        if hasTerm { term.text = "" }
        if hasEvidence { evidence.redact() }
    }
}

extension Evidence {
    fileprivate mutating func redact() { text = "" }
}
