// The bridge as a daemon uses it: a publisher with subscriptions and ticks, and an intake of three patterns on one thread.

import Testing

@testable import ZeroMQ

@Suite("Services on a socket thread", .timeLimit(.minutes(2)))
struct ServiceTests {
    @Test("a publisher hears of subscribers, sends from its queue, and says the tip when idle")
    func publisher() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "events")
        let events = try await thread.open(.xpub) { socket in
            try socket.set(.xpubVerbose, true)
            try socket.bind("tcp://127.0.0.1:*")
        }
        let endpoint = try #require(events.endpoint)
        try await thread.schedule(every: .milliseconds(5)) { events.trySend(["tip", "3"]) }
        let subscribers = try (0..<3).map { _ in
            let subscriber = try Socket(context, .sub)
            try subscriber.subscribe(to: "meeting.")
            try subscriber.subscribe(to: "tip")
            try subscriber.connect(endpoint)
            return subscriber
        }
        var prefixes: [String: Int] = [:]
        for await message in events.messages {
            let change = try #require(SubscriptionChange(message))
            prefixes[change.prefix.text ?? "", default: 0] += 1
            if prefixes == ["meeting.": 3, "tip": 3] { break }
        }
        for number in 0..<500 { try await events.send(["meeting.held", Frame("\(number)"), "{}"]) }
        for subscriber in subscribers {
            var number = 0
            while number < 500 {
                let message = try #require(try await received(by: subscriber))
                guard message[0] != "tip" else { continue }
                #expect(message == ["meeting.held", Frame("\(number)"), "{}"])
                number += 1
            }
            var tip = try await received(by: subscriber)
            while let message = tip, message[0] != "tip" { tip = try await received(by: subscriber) }
            #expect(tip == ["tip", "3"])
            subscriber.close()
        }
        await thread.stop()
        context.close()
    }

    @Test("one thread serves SUB, PULL and ROUTER, and a second thread reaches them while it runs")
    func intake() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "intake")
        let subscribe = try await thread.open(.sub, inbound: .dropping()) { try $0.subscribe(to: "") }
        let pull = try await thread.open(.pull) { try $0.bind("tcp://127.0.0.1:*") }
        let submit = try await thread.open(.router) { try $0.bind("tcp://127.0.0.1:*") }
        let feed = try Socket(context, .xpub)
        let feedEndpoint = try feed.bind("tcp://127.0.0.1:*")
        try await subscribe.withSocket { _ = try $0.connect(feedEndpoint) }
        _ = try #require(try await received(by: feed))
        let push = try Socket(context, .push)
        try push.connect(try #require(pull.endpoint))
        let sender = try Socket(context, .req)
        try sender.connect(try #require(submit.endpoint))
        let receipts = Task {
            for await request in submit.messages { try await submit.send([request[0], .empty, "accepted"]) }
        }
        for number in 0..<200 {
            let article: Message = [Frame("\(number)")]
            try feed.send(article)
            try push.send(article)
            try sender.send(article)
            #expect(await subscribe.receive(upTo: 1) == [article])
            #expect(await pull.receive(upTo: 1) == [article])
            #expect(try await received(by: sender) == ["accepted"])
        }
        for socket in [feed, push, sender] { socket.close() }
        await thread.stop()
        try await receipts.value
        #expect(subscribe.statistics.received == 200)
        #expect(submit.statistics.sent == 200)
        context.close()
    }
}
