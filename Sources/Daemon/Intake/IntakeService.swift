import Logging
import ServiceLifecycle
import ZeroMQ

/// Receives articles by SUB, PULL and ROUTER and answers those that came by ROUTER.
///
/// A request to the ROUTER is any number of frames and, last, the article; the answer is the same frames and, last, the
/// receipt. So a DEALER may put an id of its own before the article and finds it before the receipt; for a REQ the empty
/// delimiter goes the same way.
///
/// What has been received is bounded: by the queues of ``IntakeSockets`` and by ``IntakePipeline/batchesMax`` batches for
/// each socket. Beyond that ROUTER and PULL are not read, so that senders wait, and what SUB brings is dropped and counted.
struct IntakeService: DaemonService {
    let intake: ArticleIntake
    let sockets: IntakeSockets
    let counters: DaemonCounters
    let logger: Logger
    /// Where its unstructured tasks run: the thread that the service is on.
    var executor: (any TaskExecutor)?

    /// The largest number of messages taken from a socket at a time.
    static let messagesMax = 256
    /// How long articles without a receipt wait until they are offered to the log again.
    private static let retryInterval: Duration = .seconds(1)

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await serveRequests() }
            group.addTask { await serve(sockets.pull, by: .pull) }
            group.addTask { await serve(sockets.subscribe, by: .subscribe) }
            group.addTask {
                guard let channel = sockets.subscribe else { return }
                let drops = FeedDrops(channel: channel, counters: counters, logger: logger)
                await cancelWhenGracefulShutdown { await drops.run() }
            }
            group.addTask {
                try? await gracefulShutdown()
                // What has been received is still taken and answered; nothing more is received.
                for channel in sockets.channels { await channel.finishReceiving() }
            }
        }
        await sockets.thread.stop()
        logger.info("Intake has stopped")
    }

    // MARK: With receipts

    private func serveRequests() async {
        guard let channel = sockets.submit else { return }
        var pipeline = IntakePipeline(intake: intake, executor: executor)
        while true {
            let requests = await channel.receive(upTo: Self.messagesMax)
            if requests.isEmpty { break }
            // A ROUTER puts the peer's identity first; a request without an article is an empty article.
            let messages = requests.map {
                IntakeMessage(body: $0.count > 1 ? $0[$0.count - 1] : .empty, topic: "", way: .submit)
            }
            for batch in ArticleIntake.batches(messages) {
                await pipeline.add(batch, moreWait: channel.queuedInbound > 0) {
                    [requests = requests[batch.indices]] _, receipts in
                    counters.count(receipts)
                    await answer(requests, receipts, by: channel)
                }
            }
        }
        await pipeline.finish()
    }

    private func answer(_ requests: ArraySlice<Message>, _ receipts: [Receipt], by channel: SocketChannel) async {
        let answers = zip(requests, receipts).map { request, receipt in
            var answer = Message(Array(request.dropLast(request.count > 1 ? 1 : 0)))
            answer.append(Frame(receipt.json))
            return answer
        }
        try? await channel.send(contentsOf: answers)
    }

    // MARK: Without

    private func serve(_ channel: SocketChannel?, by way: IntakeMessage.Way) async {
        guard let channel else { return }
        var pipeline = IntakePipeline(intake: intake, executor: executor)
        while true {
            let received = await channel.receive(upTo: Self.messagesMax)
            if received.isEmpty { break }
            let messages = received.map { message in
                IntakeMessage(
                    body: message.last ?? .empty, topic: message.count > 1 ? message[0].text ?? "" : "", way: way)
            }
            for batch in ArticleIntake.batches(messages) {
                await pipeline.add(batch, moreWait: channel.queuedInbound > 0) { batch, receipts in
                    await insist(on: batch, receipts)
                }
            }
        }
        await pipeline.finish()
    }

    /// Nobody would send again what has no receipt: it is offered to the log until that takes it, or the daemon is to stop.
    private func insist(on batch: ArraySlice<IntakeMessage>, _ receipts: [Receipt]) async {
        var (batch, receipts) = (batch, receipts)
        while true {
            let refused = zip(batch, receipts).filter { $0.1.status == .unavailable }.map(\.0)
            if refused.isEmpty || Task.isShuttingDownGracefully {
                if !refused.isEmpty { logger.error("\(refused.count) articles without a receipt are lost") }
                return counters.count(receipts)
            }
            counters.count(receipts.filter { $0.status != .unavailable })
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.retryInterval) }
            batch = refused[...]
            receipts = await intake.receipts(of: intake.submit(batch))
        }
    }
}
