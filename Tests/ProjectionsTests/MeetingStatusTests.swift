import Chronicle
import Testing

@testable import Projections

@Suite struct MeetingStatusTests {
    private let anna = person("anna")
    private let boris = person("boris")

    private func claim(
        _ hour: Int64, _ status: Meeting.Status, hedged: Bool = false, byParty: Bool = false
    ) -> Claim {
        var claim = Claim(
            sequence: UInt64(hour) + 1, article: "a\(hour)", said: hour * Moment.microsecondsPerHour,
            published: hour * Moment.microsecondsPerHour, publishedOffset: 0, recorded: 0, status: status,
            certainty: hedged ? .hedged : .asserted)
        claim.parties = [Claim.Party(actor: "anna", name: "Анна", type: "person", role: "participant")]
        if byParty { claim.source.actor = "anna" }
        return claim
    }

    private func decide(_ claims: [Claim]) throws -> (status: Meeting.Status, isContested: Bool) {
        let decision = try #require(MeetingStatus.decide(claims.map(MeetingStatus.Vote.init)))
        return (claims[decision.deciding].status, !decision.sides.isEmpty)
    }

    @Test func laterOutweighsEarlier() throws {
        let outcome = try decide([claim(0, .proposed), claim(20, .scheduled), claim(90, .postponed)])
        #expect(outcome == (.postponed, false))
    }

    @Test func assertedOutweighsHedgedForTwoDays() throws {
        #expect(try decide([claim(0, .scheduled), claim(10, .postponed, hedged: true)]) == (.scheduled, true))
        #expect(try decide([claim(0, .scheduled), claim(60, .postponed, hedged: true)]) == (.postponed, false))
    }

    @Test func aParticipantOutweighsAThirdParty() throws {
        #expect(try decide([claim(0, .scheduled, byParty: true), claim(10, .cancelled)]) == (.scheduled, true))
        #expect(try decide([claim(0, .scheduled), claim(10, .cancelled, byParty: true)]) == (.cancelled, false))
    }

    @Test func aChangeOfMindIsNoContradiction() throws {
        #expect(try decide([claim(0, .scheduled), claim(10, .cancelled)]) == (.cancelled, false))
    }

    @Test func claimsThatGoBackAndForthAreContested() throws {
        #expect(try decide([claim(0, .scheduled), claim(10, .cancelled), claim(12, .scheduled)]) == (.scheduled, true))
    }

    @Test func aContradictionEndsAfterTwoDays() throws {
        let claims = [claim(0, .scheduled), claim(1, .cancelled), claim(2, .scheduled), claim(60, .scheduled)]
        #expect(try decide(claims) == (.scheduled, false))
    }

    @Test func whatWasHeldIsNotReopenedByBackground() throws {
        #expect(try decide([claim(0, .held), claim(5, .scheduled), claim(200, .proposed)]) == (.held, false))
        #expect(try decide([claim(0, .held), claim(200, .cancelled)]) == (.held, false))
    }

    @Test func whatWasSaidBeforeEntersTheHistoryOnly() async throws {
        let said = EarlierClaim.with {
            $0.status = .scheduled
            $0.certainty = .asserted
            $0.source = ClaimSource.with { $0.actor = anna }
            $0.said = time("2025-10-16")
            $0.evidence = evidence("Анна обяви срещата в четвъртък.")
        }
        let room = try Newsroom()
        try room.publish(
            "a1", at: "2025-10-21T10:00:00+03:00",
            [meeting(.meeting, .postponed, [anna, boris], earlier: [said])])
        let library = try await room.library()
        let found = try #require(try await library.meetings(MeetingsQuery()).first)
        let history = try await library.meeting(found.id).history
        #expect(found.status == "postponed")
        #expect(history.map(\.status) == ["scheduled", "postponed"])
        #expect(history.map(\.earlier) == [true, false])
        #expect(history.first?.source?.id == "person/anna")
        #expect(history.first?.said == "2025-10-16T00:00:00+03:00")
    }
}
