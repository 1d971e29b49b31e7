import Chronicle
import Foundation
import TestSupport
import Testing

@testable import Projections

/// The boards of the shared storylines, with the annotated claims in place of extraction: identity and status alone.
@Suite struct StoriesTests {
    private static let folder = SharedMaterial.url("corpus/stories")

    struct GoldArticle: Decodable {
        struct GoldMeeting: Decodable {
            struct GoldParticipant: Decodable {
                var id: String
                var name: String
            }
            var triggers: [[Int]]
            var kind: String
            var status: String
            var place: String?
            var date: String?
            var participants: [GoldParticipant]
            var event: String?
            var optional: Bool?
        }
        var doc: String
        var published: String
        var text: String
        var meetings: [GoldMeeting]
    }

    struct Board: Decodable {
        struct Entry: Decodable {
            var event: String
            var kind: String
            var status: String
            var date: String?
            var place: String?
        }
        var after: String
        var meetings: [Entry]
    }

    struct Score {
        var total = 0
        var identity = 0
        var status = 0
        var date = 0
        var place = 0

        func share(_ count: Int) -> Double { Double(count) / Double(max(total, 1)) }
    }

    @Test(.enabled(if: folder != nil, Comment(rawValue: SharedMaterial.absence)))
    func boardsOfTheStorylinesAreRight() async throws {
        let folder = try #require(Self.folder)
        let gold = try String(contentsOf: folder.appending(path: "gold.jsonl"), encoding: .utf8)
            .split(separator: "\n").map { try JSONDecoder().decode(GoldArticle.self, from: Data($0.utf8)) }
        let boards = try JSONDecoder().decode(
            [String: [Board]].self, from: Data(contentsOf: folder.appending(path: "board.json")))

        var score = Score()
        for story in boards.keys.sorted() {
            try await play(boards[story] ?? [], gold, &score)
        }
        print(
            "storylines: \(score.total) meetings, identity \(score.share(score.identity)),",
            "status \(score.share(score.status)), date \(score.share(score.date)), place \(score.share(score.place))")
        #expect(score.share(score.identity) >= 0.95)
        #expect(score.share(score.status) >= 0.95)
        #expect(score.share(score.date) >= 0.95)
        #expect(score.share(score.place) >= 0.95)
    }

    private func play(_ boards: [Board], _ gold: [GoldArticle], _ score: inout Score) async throws {
        let room = try Newsroom()
        var events: [UInt64: String] = [:]
        for board in boards {
            let article = try #require(gold.first { $0.doc == board.after })
            let claims = article.meetings.filter { $0.optional != true }
            let sequences = try room.publish(article.doc, at: article.published, claims.map { fact($0, article) })
            for (sequence, claim) in zip(sequences, claims) { events[sequence] = claim.event }

            let library = try await room.library()
            let known = try await library.meetings(MeetingsQuery(limit: 500))
            var claimsOf: [String: Set<UInt64>] = [:]
            for meeting in known {
                claimsOf[meeting.id] = Set(try await library.meeting(meeting.id).history.map(\.sequence))
            }
            for entry in board.meetings {
                let wanted = Set(events.filter { $0.value == entry.event }.keys)
                score.total += 1
                guard let match = known.first(where: { claimsOf[$0.id] == wanted }) else {
                    print("identity", board.after, entry.event)
                    for meeting in known where !claimsOf[meeting.id]!.isDisjoint(with: wanted) {
                        print("   ", meeting.id, claimsOf[meeting.id]!.compactMap { events[$0] })
                    }
                    continue
                }
                score.identity += 1
                let date = match.time.map { String($0.start.prefix(10)) }
                if match.status == entry.status {
                    score.status += 1
                } else {
                    print("status", board.after, entry, match.status)
                }
                if date == entry.date { score.date += 1 } else { print("date", board.after, entry, date as Any) }
                if match.place?.name == entry.place { score.place += 1 } else { print("place", board.after, entry) }
            }
        }
    }

    private func fact(_ claim: GoldArticle.GoldMeeting, _ article: GoldArticle) -> EventContent.OneOf_Payload {
        let scalars = Array(article.text.unicodeScalars)
        var word = "среща"
        if let trigger = claim.triggers.first, trigger.count == 2 {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[trigger[0]..<trigger[1]])
            word = String(text)
        }
        let participants = claim.participants.map { participant in
            Actor.with {
                $0.id = participant.id
                $0.name = participant.name
                $0.type = ActorType(name: String(participant.id.prefix { $0 != "/" })) ?? .group
            }
        }
        return meeting(
            Meeting.Kind(name: claim.kind)!, Meeting.Status(name: claim.status)!, participants, on: claim.date,
            at: claim.place, word: word)
    }
}
