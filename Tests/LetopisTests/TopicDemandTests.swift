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
}
