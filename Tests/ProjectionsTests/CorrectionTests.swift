import Chronicle
import Testing

@testable import Projections

@Suite struct CorrectionTests {
    private let anna = person("anna")
    private let boris = person("boris")

    @Test func aNewerVersionOfAnArticleReplacesItsFacts() async throws {
        let room = try Newsroom()
        try room.publish(
            "a1", at: "2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")])
        try room.publish(
            "a1", at: "2025-05-01T12:00:00Z", version: 2,
            [
                meeting(.meeting, .postponed, [anna, boris], on: "2025-05-10"),
                meeting(.call, .scheduled, [anna, boris], on: "2025-05-02"),
            ])
        let library = try await room.library()
        let meetings = try await library.meetings(MeetingsQuery())
        #expect(Set(meetings.map(\.status)) == ["postponed", "scheduled"])
        #expect(meetings.first { $0.kind == "meeting" }?.id == "m-2")
        #expect(try await library.article("a1").versions.map(\.version) == [1, 2])
        let before = AsOf.recorded(PublishedTime("2025-05-01T10:00:00Z")!.instant.microseconds)
        #expect(try await library.meetings(MeetingsQuery(asOf: before)).map(\.status) == ["scheduled"])
    }

    @Test func anExtractionOfAnOlderVersionThatComesLateChangesNothing() async throws {
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [])
        try room.publish("a1", at: "2025-05-01T12:00:00Z", version: 2, [meeting(.call, .held, [anna, boris])])
        try room.extract("a1", sequence: 1, recorded: "2025-05-02T09:00:00Z", [meeting(.visit, .held, [anna, boris])])
        #expect(try await room.library().meetings(MeetingsQuery()).map(\.kind) == ["call"])
    }

    @Test func aNewerExtractionKeepsTheMeetingsId() async throws {
        let room = try Newsroom()
        let fact = meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [fact])
        try room.extract("a1", sequence: 1, extractor: "test-2", recorded: "2025-05-02T09:00:00Z", [fact])
        let library = try await room.library()
        #expect(try await library.meetings(MeetingsQuery()).map(\.id) == ["m-2"])
        #expect(try await library.meetings(MeetingsQuery()).map(\.claims) == [1])
        #expect(try await library.article("a1").extractor == "test-2")
    }

    @Test func aRetractedArticleLeavesTheBoardAndARedactedOneItsText() async throws {
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [meeting(.call, .held, [anna, boris])])
        try room.publish("a2", at: "2025-05-02T09:00:00Z", [meeting(.visit, .held, [anna, boris])])
        try room.append([EventContent(article: "a1", .articleRetracted(ArticleRetracted()))])
        try room.append([EventContent(article: "a2", .articleRedacted(ArticleRedacted()))])
        let library = try await room.library()
        #expect(try await library.meetings(MeetingsQuery()).isEmpty)
        #expect(try await library.article("a1").standing == "retracted")
        #expect(try await library.article("a2").standing == "redacted")
        #expect(try await library.article("a2").body.isEmpty)
        #expect(try await library.status().claims == 0)
    }

    @Test func mergedActorsAreOneEverywhere() async throws {
        let double = person("anna-b")
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [meeting(.call, .held, [anna, boris], on: "2025-05-01")])
        try room.publish("a2", at: "2025-05-03T09:00:00Z", [meeting(.visit, .held, [double, boris], on: "2025-05-02")])
        try room.append([
            EventContent(
                article: "",
                .actorsMerged(
                    ActorsMerged.with {
                        $0.into = anna.id
                        $0.merged = [double.id]
                    }))
        ])
        try room.publish("a3", at: "2025-05-04T09:00:00Z", [meeting(.visit, .held, [boris, double], on: "2025-05-02")])
        let library = try await room.library()
        let meetings = try await library.meetings(MeetingsQuery(actors: ["anna"]))
        #expect(meetings.map(\.claims).sorted() == [1, 2])
        #expect(try await library.actor("anna-b").actor.id == anna.id)
        #expect(try await library.actors().map(\.id).contains(double.id) == false)
    }

    @Test func mergedAndSplitMeetingsKeepTheirIds() async throws {
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [meeting(.visit, .held, [anna, boris], on: "2025-04-01")])
        try room.publish("a2", at: "2025-05-01T09:00:00Z", [meeting(.visit, .held, [anna, boris], on: "2025-04-20")])
        try room.append([
            EventContent(
                article: "",
                .meetingsMerged(
                    MeetingsMerged.with {
                        $0.into = "m-2"
                        $0.merged = ["m-5"]
                    }))
        ])
        let merged = try await room.library()
        #expect(try await merged.meetings(MeetingsQuery()).map(\.id) == ["m-2"])
        #expect(try await merged.meeting("m-5").meeting.id == "m-2")
        try room.append([
            EventContent(
                article: "",
                .meetingSplit(
                    MeetingSplit.with {
                        $0.meeting = "m-2"
                        $0.claims = [5]
                    }))
        ])
        let split = try await room.library()
        #expect(Set(try await split.meetings(MeetingsQuery()).map(\.id)) == ["m-2", "m-8"])
    }

    @Test func anEditorOverrulesTheStatus() async throws {
        let room = try Newsroom()
        try room.publish("a1", at: "2025-05-01T09:00:00Z", [meeting(.visit, .scheduled, [anna, boris])])
        try room.append([
            EventContent(
                article: "",
                .meetingCorrected(
                    MeetingCorrected.with {
                        $0.editor.author = "редактор"
                        $0.meeting = "m-2"
                        $0.status = .cancelled
                    }))
        ])
        try room.append([
            EventContent(
                article: "",
                .actorRenamed(
                    ActorRenamed.with {
                        $0.id = anna.id
                        $0.name = "Анна Иванова"
                    }))
        ])
        let library = try await room.library()
        let found = try await library.meeting("m-2")
        #expect(found.meeting.status == "cancelled")
        #expect(found.corrections.map(\.author) == ["редактор"])
        #expect(found.meeting.participants.map(\.name) == ["Анна Иванова", "boris"])
    }
}
