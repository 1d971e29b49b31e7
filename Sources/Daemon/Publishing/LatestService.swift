import Chronicle
import Logging
import Projections
import ServiceLifecycle
import ZeroMQ

/// Sends how every meeting stands to those who have newly subscribed to `latest.meeting`, once to each.
///
/// The meetings are read from one state of the projections, a page at a time and off the socket's thread. A round waits
/// where the queue of one of its subscribers is full, up to ``stallMax`` each time and ``patience`` in all; who is slower
/// loses some and can tell by the numbers. Live events never wait for a round.
struct LatestService: DaemonService {
    let store: ProjectionStore
    let sockets: PublisherSockets
    let encoder: EventEncoder
    let logger: Logger
    /// How long a round waits for slow subscribers in all.
    var patience = Self.patienceMax

    /// Meetings read and sent at a time.
    static let pageMax = 256
    /// The usual ``patience``.
    static let patienceMax: Duration = .seconds(10)
    /// How long it waits for one that reads nothing.
    static let stallMax: Duration = .seconds(1)
    /// How long it waits before it tries again.
    private static let pause: Duration = .milliseconds(10)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in sockets.rounds.asked {
                while let round = sockets.rounds.begin() { await serve(round) }
            }
        }
        logger.info("Sending the latest state has stopped")
    }

    private func serve(_ round: UInt64) async {
        let topic = LatestRounds.prefix(of: round)
        var patience = patience
        do {
            try await send(round, topic, &patience)
        } catch is CancellationError {
            return
        } catch let error as ZeroMQError {
            logger.debug("Round \(round) of the latest state ended early: \(error)")
        } catch {
            logger.error("Round \(round) of the latest state failed: \(error)")
            try? await deliver([encoder.error("\(error)", topic: topic + LatestReply.error)], &patience)
        }
    }

    private func send(_ round: UInt64, _ topic: String, _ patience: inout Duration) async throws {
        let snapshot = try store.snapshot()
        var last = ""
        var count: UInt64 = 0
        while sockets.rounds.isWanted {
            try Task.checkCancellation()
            let meetings = try await snapshot.meetings(after: last, limit: Self.pageMax)
            guard let end = meetings.last else { break }
            var messages: [Message] = []
            for meeting in meetings {
                count += 1
                messages.append(
                    try encoder.state(of: meeting, topic: topic + meeting.status, number: count, in: snapshot))
            }
            try await deliver(messages, &patience)
            last = end.id
        }
        try await deliver([encoder.endOfStates(topic: topic + LatestReply.end, count: count, in: snapshot)], &patience)
    }

    /// Sends messages, past the queue of live events, as fast as all subscribers of the round take them.
    private func deliver(_ messages: [Message], _ patience: inout Duration) async throws {
        var rest = messages[...]
        var stalled: Duration = .zero
        while true {
            let taken = try await give(rest, waitsForAll: true)
            rest = rest.dropFirst(taken)
            if rest.isEmpty { return }
            if taken > 0 { stalled = .zero }
            try await Task.sleep(for: Self.pause)
            stalled += Self.pause
            patience -= Self.pause
            if stalled >= Self.stallMax || patience <= .zero {
                // Whose queue is still full loses this message, and libzmq then leaves it out until it has read.
                rest = rest.dropFirst(try await give(rest.prefix(1), waitsForAll: false))
                if rest.isEmpty { return }
            }
        }
    }

    /// Gives messages to the socket until it takes no more.
    private func give(_ messages: ArraySlice<Message>, waitsForAll: Bool) async throws -> Int {
        try await sockets.events.withSocket { socket in
            try socket.set(.xpubNoDrop, waitsForAll)
            defer { try? socket.set(.xpubNoDrop, false) }
            var taken = 0
            for message in messages {
                guard try socket.trySend(message) else { break }
                taken += 1
            }
            return taken
        }
    }
}

/// What stands after a round's prefix in the topics of its messages, besides the statuses of meetings.
public enum LatestReply {
    /// Every state has been sent; the header tells through which sequence they hold, and how many they are.
    public static let end = "end"
    /// They could not be read; the body says why.
    public static let error = "error"
}
