import Chronicle
import Testing

@testable import Projections

@Suite struct MeetingIdentityTests {
    private let anna = person("anna")
    private let boris = person("boris")
    private let vera = person("vera")
    private let council = body("council")

    /// The meetings after some articles: the days of their claims, by meeting in the order of founding.
    private func board(_ articles: [(String, [EventContent.OneOf_Payload])]) async throws -> [MeetingRecord] {
        let room = try Newsroom()
        for (index, article) in articles.enumerated() {
            try room.publish("a\(index)", at: article.0, article.1)
        }
        return try await room.library().meetings(MeetingsQuery()).sorted {
            Int($0.id.dropFirst(2))! < Int($1.id.dropFirst(2))!
        }
    }

    @Test func aClaimWithTheSamePeopleDayAndPlaceJoins() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10", at: "Виена")]),
            ("2025-05-02T09:00:00Z", [meeting(.talks, .scheduled, [boris, anna], on: "2025-05-10", at: "Виена")]),
        ])
        #expect(meetings.map(\.claims) == [2])
        #expect(meetings.map(\.id) == ["m-2"])
    }

    @Test func meetingsOfTheSamePeopleAtDifferentTimesAreTwo() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .held, [anna, boris], on: "2025-04-28")]),
            ("2025-05-20T09:00:00Z", [meeting(.meeting, .held, [anna, boris], on: "2025-05-19")]),
        ])
        #expect(meetings.map(\.claims) == [1, 1])
    }

    @Test func aCallIsNeverAMeeting() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.call, .scheduled, [anna, boris], on: "2025-05-03")]),
            ("2025-05-02T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-03")]),
        ])
        #expect(meetings.map(\.kind) == ["call", "meeting"])
    }

    @Test func aPostponedMeetingMovesWithItsIdentity() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.visit, .scheduled, [anna, boris], on: "2025-05-10", at: "Виена")]),
            ("2025-05-08T09:00:00Z", [meeting(.visit, .postponed, [anna, boris], on: "2025-05-10", at: "Виена")]),
            ("2025-05-20T09:00:00Z", [meeting(.visit, .scheduled, [anna, boris], on: "2025-06-02", at: "Виена")]),
            ("2025-06-02T19:00:00Z", [meeting(.visit, .held, [anna, boris], on: "2025-06-02")]),
        ])
        #expect(meetings.map(\.status) == ["held"])
        #expect(meetings.first?.time?.start == "2025-06-02")
        #expect(meetings.first?.formerTimes.map(\.start) == ["2025-05-10"])
        #expect(meetings.first?.id == "m-2")
    }

    @Test func aScheduledMeetingDoesNotMoveOfItself() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")]),
            ("2025-05-02T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-20")]),
        ])
        #expect(meetings.count == 2)
    }

    @Test func aProposalWithoutADateIsTheMeetingThatComesOfIt() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .proposed, [anna, boris])]),
            ("2025-05-09T09:00:00Z", [meeting(.summit, .scheduled, [anna, boris], on: "2025-06-01", at: "Виена")]),
        ])
        #expect(meetings.map(\.claims) == [2])
    }

    @Test func whatIsPlannedIsNotWhatWasHeldBefore() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .held, [anna, boris], on: "2025-04-30")]),
            ("2025-05-02T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris])]),
        ])
        #expect(meetings.map(\.status).sorted() == ["held", "scheduled"])
    }

    @Test func anotherPlaceIsAnotherMeeting() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.talks, .proposed, [anna, boris], at: "Виена")]),
            ("2025-05-02T09:00:00Z", [meeting(.talks, .scheduled, [anna, boris], on: "2025-05-10", at: "Осло")]),
        ])
        #expect(meetings.count == 2)
    }

    @Test func aCityAndItsCountryOnTheSameDayAreOneMeeting() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .held, [anna, boris], on: "2025-04-30", at: "Грац")]),
            ("2025-05-02T09:00:00Z", [meeting(.meeting, .held, [anna, boris], on: "2025-04-30", at: "Австрия")]),
        ])
        #expect(meetings.count == 1)
    }

    @Test func anArticleTellsItsOccasionsApart() async throws {
        let meetings = try await board([
            (
                "2025-05-01T09:00:00Z",
                [
                    meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10", at: "Виена", word: "срещата"),
                    meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10", at: "Виена", word: "вечерята"),
                ]
            ),
            (
                "2025-05-11T09:00:00Z",
                [
                    meeting(.meeting, .cancelled, [anna, boris], on: "2025-05-10", at: "Виена", word: "вечеря"),
                    meeting(.meeting, .held, [anna, boris], on: "2025-05-10", at: "Виена", word: "среща"),
                ]
            ),
        ])
        #expect(meetings.map(\.status) == ["held", "cancelled"])
        #expect(meetings.map(\.claims) == [2, 2])
    }

    @Test func aGuestMoreDoesNotMakeAnotherMeeting() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")]),
            ("2025-05-02T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris, vera], on: "2025-05-10")]),
        ])
        #expect(meetings.map { $0.participants.map(\.name) } == [["anna", "boris", "vera"]])
    }

    @Test func oneCommonPersonIsNotEnough() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")]),
            ("2025-05-02T09:00:00Z", [meeting(.meeting, .scheduled, [anna, vera], on: "2025-05-10")]),
        ])
        #expect(meetings.count == 2)
    }

    @Test func aBodysSessionIsOneWhoeverIsNamed() async throws {
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.summit, .scheduled, [council, anna], on: "2025-05-10")]),
            ("2025-05-10T19:00:00Z", [meeting(.summit, .held, [council, boris], on: "2025-05-10")]),
        ])
        #expect(meetings.count == 1)
    }

    @Test func anArticleThatRecallsAnEarlierDateLeadsToTheMeeting() async throws {
        let said = EarlierClaim.with {
            $0.status = .scheduled
            $0.time = time("2025-05-10")
        }
        let meetings = try await board([
            ("2025-05-01T09:00:00Z", [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-10")]),
            (
                "2025-05-08T09:00:00Z",
                [meeting(.meeting, .scheduled, [anna, boris], on: "2025-05-24", earlier: [said])]
            ),
        ])
        #expect(meetings.map(\.claims) == [2])
        #expect(meetings.first?.time?.start == "2025-05-24")
    }
}
