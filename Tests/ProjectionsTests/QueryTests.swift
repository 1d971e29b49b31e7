import Chronicle
import Testing

@testable import Projections

@Suite struct QueryTests {
    private let ivan = Actor.with {
        $0.id = "person/ivan-petrov"
        $0.name = "Иван Петров"
        $0.type = .person
    }
    private let maria = Actor.with {
        $0.id = "Q42"
        $0.name = "Мария Стоева"
        $0.type = .person
    }

    private func library() async throws -> (Newsroom, Library) {
        let room = try Newsroom()
        try room.publish(
            "a1", at: "2025-05-01T09:00:00+03:00", source: "Утро",
            [
                meeting(.meeting, .scheduled, [ivan, maria], on: "2025-05-10", at: "Виена"),
                meeting(.call, .held, [maria, ivan], on: "2025-04-30"),
                .statementReported(
                    StatementReported.with {
                        $0.speaker = ClaimSource.with { $0.actor = ivan }
                        $0.cue = "каза"
                        $0.content = "Ще говорим за Дунав"
                        $0.about = [ActorReference.with { $0.actor = maria }]
                    }),
            ])
        try room.publish(
            "a2", at: "2025-05-08T09:00:00+03:00",
            [meeting(.meeting, .postponed, [ivan, maria], on: "2025-05-10", at: "Виена")])
        return (room, try await room.library())
    }

    @Test(arguments: [
        (MeetingsQuery(statuses: [.postponed]), ["meeting"]),
        (MeetingsQuery(statuses: [.held, .ongoing]), ["call"]),
        (MeetingsQuery(kinds: [.call]), ["call"]),
        (MeetingsQuery(actors: ["Петров", "Q42"]), ["meeting", "call"]),
        (MeetingsQuery(place: "виена"), ["meeting"]),
        (MeetingsQuery(from: "2025-05-01"), ["meeting"]),
        (MeetingsQuery(to: "2025-04-30"), ["call"]),
        (MeetingsQuery(text: "СРЕЩА HELD"), ["call"]),
        (MeetingsQuery(limit: 1), ["meeting"]),
        (MeetingsQuery(isContested: true), []),
    ])
    func filters(_ query: MeetingsQuery, _ kinds: [String]) async throws {
        let (room, library) = try await library()
        #expect(try await library.meetings(query).map(\.kind) == kinds)
        var later = query
        later.asOf = .recorded(.max)
        #expect(try await library.meetings(later).map(\.kind) == kinds)
        withExtendedLifetime(room) {}
    }

    @Test func whatWasKnownBeforeIsShownAsItWas() async throws {
        let (room, library) = try await library()
        let before = PublishedTime("2025-05-05")!.instant.microseconds
        for asOf in [AsOf.published(before), .recorded(before)] {
            let meetings = try await library.meetings(MeetingsQuery(statuses: [.scheduled], asOf: asOf))
            #expect(meetings.map(\.status) == ["scheduled"])
            #expect(try await library.meeting("m-2", asOf: asOf).history.count == 1)
        }
        withExtendedLifetime(room) {}
    }

    @Test func anUnknownNameOffersTheNearestKnown() async throws {
        let (room, library) = try await library()
        await #expect(throws: ProjectionError.unknownActor("Петроф", nearest: ["Иван Петров"])) {
            try await library.actor("Петроф")
        }
        await #expect(throws: ProjectionError.unknownActor("Xyz", nearest: [])) { try await library.actor("Xyz") }
        withExtendedLifetime(room) {}
    }

    @Test func anImpossibleParameterIsAnError() async throws {
        let (room, library) = try await library()
        await #expect(throws: ProjectionError.self) { try await library.meetings(MeetingsQuery(from: "10 май")) }
        await #expect(throws: ProjectionError.self) { try await library.meetings(MeetingsQuery(limit: 0)) }
        await #expect(throws: ProjectionError.unknownMeeting("m-77")) { try await library.meeting("m-77") }
        await #expect(throws: ProjectionError.unknownArticle("x")) { try await library.article("x") }
        withExtendedLifetime(room) {}
    }

    @Test func evidenceLeadsToTheArticleAndItsPublisher() async throws {
        let (room, library) = try await library()
        let meeting = try #require(try await library.meetings(MeetingsQuery(kinds: [.call])).first)
        #expect(meeting.decidedBy.evidence.article == "a1")
        #expect(meeting.decidedBy.evidence.publisher == "Утро")
        #expect(meeting.decidedBy.evidence.sentence == "среща held")
        #expect(meeting.lastReported == "2025-05-01T09:00:00+03:00")
        withExtendedLifetime(room) {}
    }

    @Test func theGraphHasTypedEdges() async throws {
        let (room, library) = try await library()
        let graph = try await library.graph()
        #expect(graph.nodes.map(\.id) == ["Q42", "person/ivan-petrov"])
        #expect(
            graph.edges.map { "\($0.source.id) \($0.kind.rawValue) \($0.target.id) \($0.weight) \($0.first)" } == [
                "Q42 called person/ivan-petrov 1 2025-04-30", "Q42 postponed person/ivan-petrov 1 2025-05-10",
                "person/ivan-petrov speaks_about Q42 1 2025-05-01",
            ])
        #expect(try await library.actor("Иван Петров").edges.count == 3)
        for format in GraphFormat.allCases {
            let text = String(decoding: try format.encode(graph), as: UTF8.self)
            #expect(text.contains("Мария Стоева") && text.contains("speaks_about"))
        }
        withExtendedLifetime(room) {}
    }

    @Test func statementsAreFoundBySpeakerSubjectAndArticle() async throws {
        let (room, library) = try await library()
        for query in [
            StatementsQuery(speaker: "Петров"), StatementsQuery(about: "Q42"), StatementsQuery(article: "a1"),
            StatementsQuery(text: "дунав"),
        ] {
            #expect(try await library.statements(query).map(\.content) == ["Ще говорим за Дунав"])
        }
        #expect(try await library.statements(StatementsQuery(speaker: "Q42")).isEmpty)
        withExtendedLifetime(room) {}
    }

    @Test func theBeginningOfAnArticlesIdIsEnough() async throws {
        let room = try Newsroom()
        try room.publish("sha256-7b3dbd9c", at: "2025-05-01T09:00:00Z", [])
        try room.publish("sha256-7c000000", at: "2025-05-01T09:00:00Z", [])
        let library = try await room.library()
        #expect(try await library.article("sha256-7b").id == "sha256-7b3dbd9c")
        await #expect(throws: ProjectionError.unknownArticle("sha256-7")) { try await library.article("sha256-7") }
    }

    @Test func anArticleShowsItsFacts() async throws {
        let (room, library) = try await library()
        let article = try await library.article("a1")
        #expect(article.meetings.map(\.meeting) == ["m-2", "m-3"])
        #expect(article.statements.count == 1)
        #expect(article.source == "Утро")
        withExtendedLifetime(room) {}
    }
}
