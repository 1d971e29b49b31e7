import Chronicle
import EventLog
import Logging
import ServiceLifecycle
import ZeroMQ

/// Sends history to clients that ask for it, each at its own pace: never more than its credit ahead; and tells how the
/// daemon stands.
///
/// Each replay has a reader of its own, with a window of 256 KiB of the log, and takes turns of 64 messages with the others.
struct ReplayService: DaemonService {
    let log: any Log
    let sockets: ReplaySockets
    let encoder: EventEncoder
    let reporter: StatusReporter
    let counters: DaemonCounters
    let logger: Logger
    /// A client that has no credit left and says nothing for this long is forgotten.
    var silence = Self.silenceMax
    let clients = ReplayClients()

    /// The largest number of replays at a time.
    static let clientsMax = 1_024
    /// The usual ``silence``.
    static let silenceMax: Duration = .seconds(30)

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await identity in sockets.vanished.identities { await clients.end(identity) }
            }
            while true {
                let requests = await cancelWhenGracefulShutdown { await sockets.replay.receive(upTo: 64) }
                if requests.isEmpty { break }
                for message in requests where message.count >= 2 {
                    await handle(message, &group)
                }
            }
            await clients.endAll()
            sockets.vanished.finish()
        }
        await sockets.thread.stop()
        logger.info("Replay has stopped")
    }

    private func handle(_ message: Message, _ group: inout DiscardingTaskGroup) async {
        let identity = message[0]
        let request: ReplayRequest
        do throws(ReplayRequestError) {
            request = try ReplayRequest(json: message[message.count - 1])
        } catch {
            return await send(encoder.error(error.description), to: identity)
        }
        switch request {
        case .credit(let credit):
            await clients.grant(credit, to: identity)
        case .stop:
            await clients.end(identity)
        case .status:
            await sendStatus(to: identity)
        case .start(let range):
            guard let client = await clients.begin(identity, credit: range.credit) else {
                return await send(
                    encoder.error("there are \(Self.clientsMax) replays under way already; try again later"),
                    to: identity)
            }
            group.addTask {
                await serve(range, to: client)
                await clients.finish(client)
            }
        }
    }

    private func serve(_ range: ReplayRequest.Range, to client: ReplayClient) async {
        do {
            let end = min(range.to ?? .max, log.lastSequence)
            if range.from <= end {
                var slices = ReplaySlices(
                    reader: try log.makeReader(from: range.from), end: end, topics: range.topics, encoder: encoder)
                var credit = 0
                while !slices.isAtEnd {
                    if credit == 0 {
                        guard let granted = await client.gate.take(within: silence) else { return }
                        credit = granted
                    }
                    let messages = try slices.next(messagesMax: credit)
                    for message in messages { try await sockets.replay.send([client.identity] + message.frames) }
                    credit -= messages.count
                    counters.update { $0.replayed += messages.count }
                    await Task.yield()
                }
            }
            await send(encoder.end(end), to: client.identity)
        } catch LogError.sequenceUnavailable(_, let kept?) {
            await send(
                encoder.error("the log no longer keeps what came before sequence \(kept.lowerBound); ask from there"),
                to: client.identity)
        } catch let error as ZeroMQError {
            logger.debug("A replay ended early: \(error)")
        } catch {
            await send(encoder.error("\(error)"), to: client.identity)
        }
    }

    private func sendStatus(to identity: Frame) async {
        do {
            let status = reporter.current(replays: await clients.count)
            await send(try encoder.status(status, sequence: log.lastSequence), to: identity)
        } catch {
            await send(encoder.error("\(error)"), to: identity)
        }
    }

    private func send(_ message: Message, to identity: Frame) async {
        try? await sockets.replay.send([identity] + message.frames)
    }
}

/// The socket that history leaves by.
struct ReplaySockets: Sendable {
    let thread: SocketThread
    let replay: SocketChannel
    let vanished: VanishedClients

    /// Binds it.
    ///
    /// - Throws: `ZeroMQError` naming the endpoint.
    init(context: Context, configuration: DaemonConfiguration, guarded: SocketGuard) async throws {
        thread = try SocketThread(context: context, name: "replay")
        let vanished = VanishedClients()
        self.vanished = vanished
        let outbound = Outbound(limit: QueueLimit(messages: 4_096, bytes: 32 << 20), whenBlocked: .drop) { message, _ in
            if let identity = message.first { vanished.report(identity) }
        }
        replay = try await thread.open(.router, outbound: outbound, onEvent: guarded.onEvent(.replay)) { socket in
            try SocketDefaults.apply(to: socket)
            try socket.set(.routerMandatory, true)
            try socket.set(.sendHighWaterMark, ReplayRequest.creditMax + 1)
            try guarded.bind(socket, to: configuration.endpoints.replay, as: .replay)
        }
    }
}

/// Clients that a message could not be delivered to, as the socket's thread reports them.
struct VanishedClients: Sendable {
    let identities: AsyncStream<Frame>
    private let continuation: AsyncStream<Frame>.Continuation

    init() {
        (identities, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(ReplayService.clientsMax))
    }

    func report(_ identity: Frame) { continuation.yield(identity) }

    func finish() { continuation.finish() }
}
