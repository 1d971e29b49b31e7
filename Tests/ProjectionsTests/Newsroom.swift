import Chronicle
import EventLog
import Foundation

@testable import Projections

/// Writes a log the way the daemon does: an article, then the batch of its extraction.
final class Newsroom {
    let log: MemoryLog
    let directory: URL

    init(log: MemoryLog = MemoryLog()) throws {
        self.log = log
        directory = FileManager.default.temporaryDirectory.appending(path: "letopis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    var path: String { directory.appending(path: "projections.sqlite").path }

    func engine(_ name: String = "projections.sqlite") throws -> ProjectionEngine {
        ProjectionEngine(store: try ProjectionStore(path: directory.appending(path: name).path), log: log)
    }

    /// The projections at the tip of the log.
    func library(_ name: String = "projections.sqlite") async throws -> Library {
        let engine = try engine(name)
        try await engine.catchUp()
        return Library(engine.store)
    }

    /// Appends events as one batch, recorded some hours after 2025-01-01.
    @discardableResult
    func append(_ contents: [EventContent], recorded: String = "2025-01-01T00:00:00Z") throws -> ClosedRange<UInt64> {
        let time = PublishedTime(recorded)!.instant.microseconds
        let entries = try contents.map { LogEntry(type: $0.type!.rawValue, payload: try $0.logBytes()) }
        return log.append(entries, time: time).sequences
    }

    /// Accepts an article and reports what was extracted from it; the facts' sequences are returned.
    @discardableResult
    func publish(
        _ id: String, at published: String, source: String = "Дневни вести", title: String = "Заглавие",
        version: UInt32 = 1, extractor: String = "test-1", recorded: String? = nil,
        _ facts: [EventContent.OneOf_Payload]
    ) throws -> ClosedRange<UInt64> {
        let time = PublishedTime(published)!
        let article = Article.with {
            $0.id = id
            $0.title = title
            $0.body = "Текст на статията."
            $0.language = "bg"
            $0.published = time.instant.timestamp
            $0.publishedOffsetMinutes = Int32(time.offsetMinutes)
            $0.source = source
        }
        let recorded = recorded ?? published
        let accepted = ArticleAccepted.with {
            $0.article = article
            $0.intake = "submit"
            $0.version = version
        }
        let sequence = try append([EventContent(article: id, .articleAccepted(accepted))], recorded: recorded)
            .lowerBound
        return try extract(id, sequence: sequence, extractor: extractor, recorded: recorded, facts)
    }

    /// Reports an extraction of an article that was accepted.
    @discardableResult
    func extract(
        _ id: String, sequence: UInt64, extractor: String = "test-1", recorded: String,
        _ facts: [EventContent.OneOf_Payload]
    ) throws -> ClosedRange<UInt64> {
        let contents = (facts + [.articleExtracted(ArticleExtracted())]).map {
            EventContent(article: id, articleSequence: sequence, extractor: extractor, $0)
        }
        return try append(contents, recorded: recorded)
    }
}

// MARK: Facts in few words

func person(_ name: String) -> Actor {
    Actor.with {
        $0.id = "person/" + name
        $0.name = name
        $0.type = .person
    }
}

func body(_ name: String) -> Actor {
    Actor.with {
        $0.id = "organisation/" + name
        $0.name = name
        $0.type = .organisation
    }
}

func meeting(
    _ kind: Meeting.Kind = .meeting, _ status: Meeting.Status, _ participants: [Actor], on day: String? = nil,
    to end: String? = nil, at place: String? = nil, hedged: Bool = false, by source: Actor? = nil,
    word: String = "среща",
    earlier: [EarlierClaim] = []
) -> EventContent.OneOf_Payload {
    .meetingReported(
        MeetingReported.with {
            $0.kind = kind
            $0.status = status
            $0.certainty = hedged ? .hedged : .asserted
            $0.participants = participants.map { actor in
                Participant.with {
                    $0.actor = actor
                    $0.role = .participant
                }
            }
            if let day { $0.time = time(day, end) }
            if let place {
                $0.place = PlaceReference.with {
                    $0.place = Actor.with {
                        $0.id = "place/" + place
                        $0.name = place
                        $0.type = .place
                    }
                }
            }
            if let source { $0.source = ClaimSource.with { $0.actor = source } }
            $0.evidence = evidence("\(word) \(status.name)", word)
            $0.earlier = earlier
        })
}

func time(_ day: String, _ end: String? = nil) -> TimeReference {
    TimeReference.with {
        $0.start = day
        $0.end = end ?? "\(PublishedTime(day)!.instant.civilTime().date + 1)"
        $0.precision = .day
        $0.text = day
    }
}

func evidence(_ sentence: String, _ word: String = "") -> Evidence {
    Evidence.with {
        $0.sentence = TextSpan.with {
            $0.start = 100
            $0.end = 100 + UInt32(sentence.unicodeScalars.count)
        }
        $0.text = sentence
        $0.rules = ["test"]
        if !word.isEmpty {
            $0.triggers = [
                TextSpan.with {
                    $0.start = 100
                    $0.end = 100 + UInt32(word.unicodeScalars.count)
                }
            ]
        }
    }
}
