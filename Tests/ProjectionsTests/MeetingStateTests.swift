import Chronicle
import TestSupport
import Testing

@testable import Projections

/// What a meeting is must follow from its claims alone: not from the order in which they came, and not from which other
/// meetings were looked at.
@Suite struct MeetingStateTests {
    /// Claims of all sorts about a few people: those of even seeds in three weeks of June, of odd ones much alike and within
    /// a few days, where the order of two matters more often.
    private struct ClaimGenerator {
        var random: SeededGenerator
        private let isDense: Bool
        private var sequence: UInt64 = 0

        init(seed: UInt64) {
            random = SeededGenerator(seed: seed)
            isDense = seed % 2 == 1
        }

        private mutating func oneOf<T>(_ values: [T]) -> T { values.randomElement(using: &random)! }

        private mutating func time() -> Claim.Time {
            let day = Int.random(in: 1...(isDense ? 4 : 20), using: &random)
            let days = oneOf([1, 1, 1, 2, 7])
            return oneOf([
                .none,
                Claim.Time(
                    text: "на \(day) юни", start: civil(day), end: civil(day + days),
                    precision: days == 1 ? .day : days == 2 ? .vague : .week),
                Claim.Time(text: "от \(day) юни", start: civil(day), end: "", precision: .vague),
            ])
        }

        private func civil(_ day: Int) -> String { "2025-06-" + (day < 10 ? "0" : "") + "\(day)" }

        /// A claim and, now and then, what it recalls.
        mutating func claims() -> [Claim] {
            sequence += 10
            let hour = Int64.random(in: 0...(isDense ? 72 : 480), using: &random)
            let published = PublishedTime("2025-06-01")!.instant.microseconds + hour * Moment.microsecondsPerHour
            var claim = Claim(
                sequence: sequence, article: "a\(sequence)", said: published, published: published, publishedOffset: 0,
                recorded: 0,
                kind: isDense ? .meeting : oneOf([.meeting, .meeting, .summit, .visit, .conference, .call]),
                status: oneOf([.proposed, .scheduled, .ongoing, .held, .postponed, .cancelled]),
                certainty: oneOf([.asserted, .hedged]))
            let names = ["anna", "boris", "vera", "council"].shuffled(using: &random)
            claim.parties = (isDense ? ["anna", "boris"] : names.prefix(Int.random(in: 1...3, using: &random))).map {
                Claim.Party(
                    actor: $0, name: $0 + "-\(sequence)", type: $0 == "council" ? "organisation" : "person",
                    role: oneOf(["participant", "host", "visitor", ""]))
            }
            claim.time = time()
            claim.place = oneOf([nil, Claim.Place(id: "Q1741", name: "Виена"), Claim.Place(id: "", name: "Осло")])
            claim.source.actor = oneOf(["", "anna"])
            claim.triggers = [oneOf(["среща", "срещата", "обяд"])]
            guard oneOf([true, false, false]) else { return [claim] }
            var recalled = claim
            recalled.position = 1
            recalled.time = time()
            claim.earlierTimes = [recalled.time.interval].compactMap { $0 }
            return [claim, recalled]
        }
    }

    private struct Facts: Equatable {
        var kind: Meeting.Kind
        var status: Meeting.Status
        var certainty: Certainty
        var participants: [Claim.Party]
        var time: Claim.Time?
        var formerTimes: [Claim.Time]
        var place: Claim.Place?
        var decision: MeetingStatus.Decision
        var published: [Int64]
        var founded: UInt64

        init(_ state: MeetingState) {
            kind = state.kind
            status = state.status
            certainty = state.certainty
            participants = state.participants
            time = state.time
            formerTimes = state.formerTimes
            place = state.place
            decision = state.decision
            published = [state.firstPublished, state.lastPublished]
            founded = state.founded
        }
    }

    @Test func isTheSameInWhateverOrderClaimsCome() throws {
        for seed in UInt64(0)..<300 {
            var generator = ClaimGenerator(seed: seed)
            let articles = (0..<12).map { _ in generator.claims() }
            let inTurn = articles.flatMap { $0 }.sorted { $0.turn < $1.turn }
            let expected = Facts(try #require(MeetingState(id: "m-1", claims: inTurn)))
            // What articles recall has no turn.
            let recalled = inTurn.filter { $0.position > 0 }
            let own = articles.map { $0[0] }.shuffled(using: &generator.random)
            var state = try #require(MeetingState(id: "m-1", claims: own.prefix(1) + recalled))
            var rest = own.dropFirst()
            while !rest.isEmpty {
                let chunk = rest.prefix(Int.random(in: 1...3, using: &generator.random))
                state.add(Array(chunk))
                rest = rest.dropFirst(chunk.count)
            }
            #expect(Facts(state) == expected, "seed \(seed)")
        }
    }

    @Test func claimsJoinOnlyWhatTheirReachOverlaps() throws {
        var joined = 0
        var apart = 0
        for seed in UInt64(1_000)..<3_000 {
            var generator = ClaimGenerator(seed: seed)
            let count = Int.random(in: 1...4, using: &generator.random)
            let claims = (0..<count).flatMap { _ in generator.claims() }
            let meeting = try #require(MeetingState(id: "m-1", claims: claims))
            let claim = generator.claims()[0]
            let overlaps = MeetingIdentity.reach(of: claim).overlaps(meeting.reach)
            if !overlaps { apart += 1 }
            guard MeetingIdentity.affinity(claim, meeting) != nil else { continue }
            joined += 1
            #expect(overlaps, "seed \(seed)")
        }
        #expect(joined > 100 && apart > 100, "\(joined) joined, \(apart) apart: too few to tell")
    }
}
