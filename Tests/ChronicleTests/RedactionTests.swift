import Chronicle
import SwiftProtobuf
import Testing

@Suite("Redaction of events")
struct RedactionTests {
    /// Stands in every place that holds words of the article.
    private static let phrase = "думи на статията"

    private static let evidence = Evidence.with {
        $0.text = phrase
        $0.sentence = TextSpan(0..<16)
        $0.rules = ["rule"]
    }

    private static let source = ClaimSource.with {
        $0.text = phrase
        $0.actor = Actor.with { $0.id = "Q1" }
    }

    private static let time = TimeReference.with {
        $0.text = phrase
        $0.start = "2025-10-20"
    }

    private static let payloads: [EventContent.OneOf_Payload] = [
        .articleAccepted(
            ArticleAccepted.with {
                $0.article = Article.with {
                    $0.id = "a-1"
                    $0.title = phrase
                    $0.body = phrase
                    $0.url = phrase
                    $0.source = "БТА"
                    $0.language = "bg"
                }
                $0.originalBody = phrase
                $0.contentHash = .init(repeating: 7, count: 32)
                $0.version = 2
            }),
        .articleRejected(
            ArticleRejected.with {
                $0.raw = .init(phrase.utf8)
                $0.reason = "no text"
            }),
        .actorMentioned(
            ActorMentioned.with {
                $0.actor = Actor.with { $0.id = "Q1" }
                $0.mentions = [TextSpan(0..<4)]
                $0.evidence = evidence
            }),
        .meetingReported(
            MeetingReported.with {
                $0.status = .postponed
                $0.topic = phrase
                $0.outcome = phrase
                $0.time = time
                $0.source = source
                $0.evidence = evidence
                $0.earlier = [
                    EarlierClaim.with {
                        $0.source = source
                        $0.said = time
                        $0.time = time
                        $0.evidence = evidence
                    }
                ]
            }),
        .statementReported(
            StatementReported.with {
                $0.speaker = source
                $0.cue = phrase
                $0.content = phrase
                $0.contentSpan = TextSpan(3..<9)
                $0.evidence = evidence
            }),
        .affiliationReported(
            AffiliationReported.with {
                $0.person = ActorReference.with { $0.actor = Actor.with { $0.id = "Q1" } }
                $0.office = "министър"
                $0.term.text = phrase
                $0.evidence = evidence
            }),
    ]

    @Test("no word of the article stays, what identifies and counts does", arguments: payloads.indices)
    func words(index: Int) throws {
        let content = EventContent(article: "a-1", articleSequence: 3, extractor: "1.0", Self.payloads[index])
        #expect(try content.jsonString().contains(Self.phrase) || content.type == .articleRejected)
        let redacted = content.redacted
        #expect(try !redacted.logBytes().contains(Self.phrase))
        #expect(redacted.type == content.type && redacted.topic == content.topic)
        #expect(redacted.article == "a-1" && redacted.articleSequence == 3 && redacted.extractor == "1.0")
        #expect(redacted.redacted == redacted)
    }

    @Test("spans, intervals, names and hashes stay")
    func facts() {
        guard case .articleAccepted(let accepted)? = EventContent(article: "a-1", Self.payloads[0]).redacted.payload,
            case .meetingReported(let meeting)? = EventContent(article: "a-1", Self.payloads[3]).redacted.payload
        else {
            Issue.record("the payloads changed their type")
            return
        }
        #expect(accepted.article.id == "a-1" && accepted.article.source == "БТА" && accepted.version == 2)
        #expect(accepted.contentHash.count == 32)
        #expect(meeting.time.start == "2025-10-20" && meeting.source.actor.id == "Q1")
        #expect(meeting.evidence.sentence == TextSpan(0..<16) && meeting.evidence.rules == ["rule"])
        #expect(!meeting.hasPlace, "nothing is put where nothing was")
    }

    @Test("where there is less room there is less, and in the end nothing", arguments: payloads.indices)
    func room(index: Int) throws {
        let content = EventContent(article: "a-1", articleSequence: 3, extractor: "1.0", Self.payloads[index])
        let whole = try content.redacted.logBytes()
        #expect(try content.redactedLogBytes(atMost: whole.count) == whole)
        var sizes: Set<Int> = []
        for limit in 0..<whole.count {
            let bytes = try content.redactedLogBytes(atMost: limit)
            #expect(bytes.count <= limit)
            sizes.insert(bytes.count)
            guard !bytes.isEmpty else { continue }
            let less = try EventContent(serializedBytes: bytes)
            #expect(less.topic == content.topic && less.article == "a-1")
        }
        #expect(sizes.contains(0))
        #expect(sizes.count == 2 || content.type == .articleRejected)
    }

    @Test("what an older program does not know of an event goes too")
    func unknownFields() throws {
        // Field 99, a message with one varint, beside the article's id.
        let content = try EventContent(serializedBytes: [0x0A, 0x01, 0x61, 0x9A, 0x06, 0x02, 0x08, 0x07] as [UInt8])
        #expect(try content.redacted.logBytes() == [0x0A, 0x01, 0x61])
    }
}

extension [UInt8] {
    fileprivate func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return indices.contains { self[$0...].starts(with: wanted) }
    }
}
