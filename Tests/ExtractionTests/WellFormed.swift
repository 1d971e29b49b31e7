import Chronicle
import Testing

@testable import Extraction

/// What holds of every extraction, whatever was sent.
enum WellFormed {
    /// The limits of the log, which extraction must stay far below: it must not be what stops an article.
    private static let recordBytesMax = 16 << 20
    private static let batchBytesMax = 64 << 20

    /// The sizes of the events as the log keeps them.
    static func sizes(_ extraction: Extraction) throws -> [Int] { try bytes(extraction).map(\.count) }

    private static func bytes(_ extraction: Extraction) throws -> [[UInt8]] {
        try extraction.events.map { try $0.serializedBytes() }
    }

    /// An extraction says only what is in the text, and stays within its limits.
    ///
    /// - Parameter comment: What repeats the case.
    static func check(
        _ extraction: Extraction, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        func expect(_ isTrue: Bool, _ what: String) {
            if !isTrue { Issue.record("\(what)\(comment.map { "; \($0)" } ?? "")", sourceLocation: sourceLocation) }
        }
        let text = extraction.document.text
        let end = UInt32(text.codePoints(before: text.utf8.count))
        func isWithin(_ span: TextSpan) -> Bool { span.start < span.end && span.end <= end }
        var spans: [TextSpan] = []
        var evidence: [Evidence] = []
        for event in extraction.events {
            switch event.payload {
            case .actorMentioned(let actor):
                expect(!actor.mentions.isEmpty, "an actor without a mention")
                expect(!actor.actor.id.isEmpty && !actor.actor.name.isEmpty, "an actor without an id or a name")
                spans += actor.mentions
                evidence.append(actor.evidence)
            case .meetingReported(let meeting):
                spans += meeting.participants.flatMap(\.mentions)
                if meeting.hasTime { spans.append(meeting.time.span) }
                if meeting.hasPlace { spans.append(meeting.place.span) }
                evidence.append(meeting.evidence)
                evidence += meeting.earlier.map(\.evidence)
            case .statementReported(let statement):
                spans += statement.speakerMentions + [statement.cueSpan] + statement.about.flatMap(\.mentions)
                if statement.hasContentSpan { spans.append(statement.contentSpan) }
                expect(
                    statement.content.unicodeScalars.count <= ExtractionLimits.passageCodePointsMax + 1,
                    "a statement beyond the limit")
                evidence.append(statement.evidence)
            case .affiliationReported(let affiliation):
                spans += affiliation.person.mentions
                evidence.append(affiliation.evidence)
            default: continue
            }
        }
        for found in evidence {
            spans += found.triggers
            if found.hasSentence { spans.append(found.sentence) }
            expect(
                found.text.unicodeScalars.count <= ExtractionLimits.evidenceCodePointsMax + 2,
                "evidence beyond the limit")
        }
        expect(spans.allSatisfy(isWithin), "a span that is empty or outside the text")
        expect(
            extraction.document.mentions.allSatisfy { isWithin(extraction.document.span($0.tokens)) },
            "a mention that is empty or outside the text")
        expect(extraction.events.last?.type == .articleExtracted, "the batch is not closed")
        let sizes = (try? sizes(extraction)) ?? [.max]
        expect(sizes.allSatisfy { $0 < recordBytesMax / 4 }, "an event that is too large for the log")
        expect(sizes.reduce(0, +) < batchBytesMax / 4, "a batch that is too large for the log")
    }

    /// The same article gives the same events and the same line, byte for byte.
    static func check(
        _ again: Extraction, repeats first: Extraction, _ comment: Comment? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let areSame =
            (try? bytes(again) == bytes(first)) ?? false
            && ExtractionLine(again, doc: "a").json == ExtractionLine(first, doc: "a").json
        if !areSame {
            Issue.record("two extractions differ\(comment.map { "; \($0)" } ?? "")", sourceLocation: sourceLocation)
        }
    }
}
