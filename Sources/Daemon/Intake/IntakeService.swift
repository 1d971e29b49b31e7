import Logging
import ServiceLifecycle
import ZeroMQ

/// Receives articles by SUB, PULL and ROUTER and answers those that came by ROUTER.
///
/// A request to the ROUTER is any number of frames and, last, the article; the answer is the same frames and, last, the
/// receipt. So a DEALER may put an id of its own before the article and finds it before the receipt; for a REQ the empty
/// delimiter goes the same way.
struct IntakeService: DaemonService {
    let intake: ArticleIntake
    let sockets: IntakeSockets
    let logger: Logger

    /// The largest number of messages taken from a socket at a time.
    private static let messagesMax = 256

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await serve(sockets.submit, answerRequests) }
            group.addTask { await serve(sockets.pull) { await take($0, by: .pull) } }
            group.addTask { await serve(sockets.subscribe) { await take($0, by: .subscribe) } }
            group.addTask {
                try? await gracefulShutdown()
                // What has been received is still taken and answered; nothing more is received.
                for channel in sockets.channels { await channel.finishReceiving() }
            }
        }
        await sockets.thread.stop()
        logger.info("Intake has stopped")
    }

    private func serve(_ channel: SocketChannel?, _ body: @escaping @Sendable ([Message]) async -> Void) async {
        guard let channel else { return }
        while true {
            let messages = await channel.receive(upTo: Self.messagesMax)
            if messages.isEmpty { return }
            await body(messages)
        }
    }

    private func take(_ messages: [Message], by way: IntakeMessage.Way) async {
        _ = await intake.take(
            messages.map { message in
                let topic = message.count > 1 ? message[0].text ?? "" : ""
                return IntakeMessage(body: message.last ?? .empty, topic: topic, way: way)
            })
    }

    private func answerRequests(_ requests: [Message]) async {
        // A ROUTER puts the peer's identity first; a request without an article is an empty article.
        let receipts = await intake.take(
            requests.map { IntakeMessage(body: $0.count > 1 ? $0[$0.count - 1] : .empty, topic: "", way: .submit) })
        for (request, receipt) in zip(requests, receipts) {
            var answer = Message(Array(request.dropLast(request.count > 1 ? 1 : 0)))
            answer.append(Frame(receipt.json))
            try? await sockets.submit?.send(answer)
        }
    }
}
