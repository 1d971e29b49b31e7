import Chronicle
import Testing
import ZeroMQ

@testable import Daemon

@Suite("What is listened to")
struct TopicDemandTests {
    private let demand = TopicDemand()

    private func change(_ prefix: String, begins: Bool, isConnected: Bool = true) {
        demand.note(SubscriptionChange(prefix: Frame(prefix), begins: begins, isConnected: isConnected))
    }

    @Test("is every topic that a prefix begins, until the connections of all who asked have ended")
    func prefixes() {
        #expect(demand.wanted.isEmpty)
        change("meeting.p", begins: true)
        #expect(demand.wanted == ["meeting.proposed", "meeting.postponed"])
        change("", begins: true)
        #expect(demand.wanted == Set(Topic.ofEvents))
        change("", begins: false, isConnected: false)
        #expect(demand.wanted == ["meeting.proposed", "meeting.postponed"])
        change("meeting.p", begins: false, isConnected: false)
        #expect(demand.wanted.isEmpty)
    }

    @Test("is not made less by a subscriber who takes back what others have")
    func falseEnds() {
        change("statement", begins: true)
        for _ in 0..<3 { change("statement", begins: false) }
        #expect(demand.wanted == ["statement"])
        change("statement", begins: false, isConnected: false)
        change("statement", begins: false, isConnected: false)
        change("statement", begins: true)
        #expect(demand.wanted == ["statement"])
    }

    @Test("is nothing for prefixes of no event, however many")
    func unknown() {
        for number in 0..<1_000 { change("nothing.\(number)", begins: true) }
        #expect(demand.wanted.isEmpty)
    }

    @Test("by one who listens to everything is every event, and no round of latest states")
    func everything() {
        let rounds = LatestRounds()
        func entered(_ prefix: String, hears topic: String) -> Bool {
            rounds.prefixes(for: SubscriptionChange(prefix: Frame(prefix), begins: true)).contains {
                topic.utf8.starts(with: $0)
            }
        }
        for topic in Topic.ofEvents + [Topic.tip] {
            #expect(entered("", hears: topic), "\(topic)")
            #expect(entered(String(topic.prefix(1)), hears: topic), "\(topic)")
            #expect(entered(topic, hears: topic), "\(topic)")
        }
        for prefix in ["", "a", "lo", "latest.meeting.", "latest.meeting.1."] {
            #expect(!entered(prefix, hears: "latest.meeting.1.held"), "\(prefix)")
        }
        #expect(entered("latest.meeting", hears: "latest.meeting.1.held"))
        #expect(!entered("latest.meeting", hears: "latest.meeting.12.held"))
    }
}
