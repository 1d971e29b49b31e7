import Chronicle
import Daemon
import Foundation
import Synchronization
import ZeroMQ

/// A bare subscriber who asks nobody for what it loses, and only notes what the headers tell it of gaps.
///
/// Now and then it takes its subscriptions back for a while, so that it does lose events.
final class SoakWatcher: Sendable {
    /// What is known of one topic.
    struct Topic: Sendable {
        var received: Set<UInt64> = []
        var first: UInt64 = 0
        var last: UInt64 = 0
        /// Ranges, both ends left out, in which something of this topic is missing by the headers.
        var gaps: [(after: UInt64, before: UInt64)] = []
    }

    let topics: [String]
    private let endpoints: DaemonConfiguration.Endpoints
    private let known = Mutex<[String: Topic]>([:])

    /// It is deaf for ``deafPeriod`` after every so many messages.
    private static let messagesBetweenDeafness = 50
    private static let deafPeriod: Duration = .milliseconds(600)

    init(endpoints: DaemonConfiguration.Endpoints, topics: [String]) {
        self.endpoints = endpoints
        self.topics = topics
    }

    /// What was seen, by topic.
    var seen: [String: Topic] { known.withLock { $0 } }
    /// How many gaps were noticed.
    var gaps: Int { seen.values.reduce(0) { $0 + $1.gaps.count } }

    /// Watches until the task is cancelled.
    func run() async throws {
        let context = try Context()
        let thread = try SocketThread(context: context, name: "watcher")
        let prefixes = topics.isEmpty ? [""] : topics
        let channel = try await thread.open(.sub) { [endpoints] socket in
            for prefix in prefixes { try socket.subscribe(to: prefix) }
            try socket.connect(endpoints.events)
        }
        var heard = 0
        while !Task.isCancelled {
            let messages = await channel.receive(upTo: 16)
            if messages.isEmpty { break }
            for message in messages { take(message) }
            heard += messages.count
            guard heard >= Self.messagesBetweenDeafness else { continue }
            heard = 0
            try await channel.withSocket { socket in for prefix in prefixes { try socket.unsubscribe(from: prefix) } }
            try? await Task.sleep(for: Self.deafPeriod)
            try await channel.withSocket { socket in for prefix in prefixes { try socket.subscribe(to: prefix) } }
        }
        await thread.stop(within: .zero)
        context.close()
    }

    private func take(_ message: Message) {
        guard message.count == 3, let name = message[0].text, name != Chronicle.Topic.tip,
            let header = EventHeader(bytes: message[1])
        else { return }
        known.withLock { known in
            var topic = known[name] ?? Topic(first: header.sequence, last: header.previous)
            if header.previous > topic.last { topic.gaps.append((after: topic.last, before: header.sequence)) }
            topic.received.insert(header.sequence)
            topic.last = max(topic.last, header.sequence)
            known[name] = topic
        }
    }
}
