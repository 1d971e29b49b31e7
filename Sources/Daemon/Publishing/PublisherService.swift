import Chronicle
import EventLog
import Logging
import Projections
import ServiceLifecycle
import ZeroMQ

/// Publishes the events of the log as they become durable: topic, header, CloudEvents JSON.
///
/// A subscriber that is too slow loses messages and can tell by the header; the daemon does not wait for it.
struct PublisherService: DaemonService {
    let log: any Log
    let sockets: PublisherSockets
    let encoder: EventEncoder
    /// Tells what was published before the start, and the last sequence of each topic there.
    let readiness: IndexReadiness
    /// The last sequence that is published, or is not to be any more.
    let published: ProgressMark
    let counters: DaemonCounters
    let logger: Logger

    private static let recordsMax = 256
    /// How often the last sequence is told when nothing else is.
    static let tipInterval: Duration = .seconds(1)

    func run() async throws {
        try await sockets.thread.schedule(every: Self.tipInterval) { [log, encoder, channel = sockets.events] in
            channel.trySend(encoder.tip(log.lastSequence))
        }
        if let start = await cancelWhenGracefulShutdown({ await readiness.snapshot() }) {
            try await publish(after: start.checkpoint, tails: start.topicTails)
        }
        await sockets.thread.stop()
        logger.info("Publishing has stopped")
    }

    private func publish(after sequence: UInt64, tails: [String: UInt64]) async throws {
        let reader = try log.makeReader(after: sequence)
        var tails = tails
        while let messages = await untilItSucceeds({ try nextMessages(from: reader, &tails) }) {
            for message in messages { try await sockets.events.send(message) }
            counters.update { $0.published += messages.count }
            published.advance(to: reader.position - 1)
            if messages.isEmpty {
                let last = reader.position - 1
                try? await cancelWhenGracefulShutdown { _ = try await log.waitForSequence(after: last) }
            }
        }
    }

    /// The next events that somebody listens to. Those that nobody wants are not encoded, and where their type tells their
    /// topic not even decoded; the previous sequences of their topics go on all the same.
    private func nextMessages(from reader: any LogReader, _ tails: inout [String: UInt64]) throws -> [Message] {
        let wanted = sockets.demand.wanted
        var messages: [Message] = []
        do {
            _ = try reader.read(recordsMax: Self.recordsMax) { record in
                if record.holdsNoEvent { return }
                if let topic = EventType(rawValue: record.type)?.topic, !wanted.contains(topic) {
                    tails[topic] = record.sequence
                    return
                }
                let event = try Event(
                    sequence: record.sequence, time: record.time, type: record.type, payload: record.payload)
                let topic = event.content.topic
                if wanted.contains(topic) {
                    messages.append(try encoder.message(event, topic: topic, previous: tails[topic] ?? 0))
                }
                tails[topic] = event.sequence
            }
        } catch {
            // The reader stands before what it could not read; what came before that is published first.
            if messages.isEmpty { throw error }
        }
        return messages
    }
}

/// The socket that events leave by.
struct PublisherSockets: Sendable {
    let thread: SocketThread
    let events: SocketChannel
    /// What is listened to.
    let demand: TopicDemand
    /// Who is to be sent the latest state.
    let rounds: LatestRounds

    /// Binds it.
    ///
    /// - Throws: `ZeroMQError` naming the endpoint.
    init(
        context: Context, configuration: DaemonConfiguration, guarded: SocketGuard,
        highWaterMark: Int = SocketDefaults.eventHighWaterMark
    ) async throws {
        thread = try SocketThread(context: context, name: "events")
        let demand = TopicDemand()
        self.demand = demand
        let rounds = LatestRounds()
        self.rounds = rounds
        let subscriptions = Inbound.subscriptions(everything: LatestRounds.everything) { change in
            demand.note(change)
            return rounds.prefixes(for: change)
        }
        events = try await thread.open(.xpub, inbound: subscriptions, onEvent: guarded.onEvent(.events)) { socket in
            try SocketDefaults.apply(to: socket)
            try socket.set(.xpubManual, true)
            try socket.set(.sendHighWaterMark, highWaterMark)
            try guarded.bind(socket, to: configuration.endpoints.events, as: .events)
        }
    }
}
