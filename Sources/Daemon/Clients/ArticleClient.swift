import ZeroMQ

/// Sends articles to a daemon: with receipts by ``submit(_:onReceipt:)``, or into the open by ``publish(_:topic:)``.
public final class ArticleClient: Sendable {
    /// How articles are sent.
    public enum Way: Sendable {
        /// DEALER to the submit socket: every article gets a receipt.
        case submit
        /// PUSH to the pull socket: the daemon's pace, no receipt.
        case push
        /// PUB to the daemon's subscribe socket, or binding where a daemon subscribes: fire and forget.
        case publish(binds: Bool)
    }

    private let context: Context
    private let thread: SocketThread
    private let channel: SocketChannel
    private let endpoint: String
    private let refusal = RefusalWatch()

    /// The largest number of articles that wait for their receipts.
    public static let inFlightMax = 256
    /// A receipt that takes longer is taken for a daemon that is not there.
    public static let silenceMax: Duration = .seconds(30)

    /// Connects to a daemon's socket.
    ///
    /// - Throws: `ZeroMQError` naming the endpoint.
    public init(_ way: Way, endpoint: String, security: ClientSecurity = .clear) async throws {
        self.endpoint = endpoint
        context = try Context()
        thread = try SocketThread(context: context, name: "articles")
        let queue = QueueLimit(messages: 1_024, bytes: 32 << 20)
        channel =
            switch way {
            case .submit:
                try await thread.open(
                    .dealer, inbound: .pausing(), outbound: Outbound(limit: queue), onEvent: refusal.record
                ) {
                    try security.apply(to: $0)
                    try $0.connect(endpoint)
                }
            case .push:
                try await thread.open(
                    .push, inbound: .none, outbound: Outbound(limit: queue), onEvent: refusal.record
                ) {
                    try $0.set(.immediate, true)
                    try security.apply(to: $0)
                    try $0.connect(endpoint)
                }
            case .publish(let binds):
                try await thread.open(
                    .pub, inbound: .none, outbound: Outbound(limit: queue), onEvent: binds ? nil : refusal.record
                ) { socket in
                    try security.apply(to: socket)
                    if binds { try socket.bind(endpoint) } else { try socket.connect(endpoint) }
                }
            }
        refusal.watch(channel)
    }

    /// Sends articles and hands out the receipts as they come, each with the index of its article.
    ///
    /// - Throws: ``ClientError`` when no receipt comes for ``silenceMax``, what `onReceipt` throws, `ZeroMQError`, and
    ///   `CancellationError`.
    public func submit(
        _ articles: some Sequence<[UInt8]> & Sendable, onReceipt: (Int, Receipt) throws -> Void
    ) async throws {
        var iterator = articles.makeIterator()
        var sent = 0
        var answered = 0
        var isExhausted = false
        while true {
            while !isExhausted, sent - answered < Self.inFlightMax {
                guard let article = iterator.next() else {
                    isExhausted = true
                    break
                }
                try await send([Frame(String(sent)), Frame(article)])
                sent += 1
            }
            if answered == sent { return }
            guard let answers = await channel.receive(upTo: Self.inFlightMax, within: Self.silenceMax) else {
                throw ClientError.silence(endpoint: endpoint, seconds: Int(Self.silenceMax.components.seconds))
            }
            if answers.isEmpty {
                try refusal.check(endpoint)
                throw CancellationError()
            }
            for answer in answers {
                guard answer.count == 2, let text = answer[0].text, let index = Int(text),
                    let receipt = Receipt(json: answer[1])
                else { throw ClientError.notLetopis(endpoint: endpoint) }
                answered += 1
                try onReceipt(index, receipt)
            }
        }
    }

    /// Sends an article into the open, with a topic before it where it is not empty.
    ///
    /// - Throws: `ZeroMQError`, or `CancellationError` while waiting for room.
    public func publish(_ article: [UInt8], topic: String) async throws {
        try await send(topic.isEmpty ? [Frame(article)] : [Frame(topic), Frame(article)])
    }

    private func send(_ message: Message) async throws {
        do {
            try await channel.send(message)
        } catch {
            try refusal.check(endpoint)
            throw error
        }
    }

    /// Why the other side refused the connection; nil where it did not.
    public var refusalProblem: ClientError? { refusal.problem(at: endpoint) }

    /// Sends what is queued, within a period, and closes the connection.
    ///
    /// - Returns: how many messages could not be sent.
    @discardableResult
    public func close(within period: Duration = .seconds(10)) async -> Int {
        await thread.stop(within: period)
        context.close()
        return channel.statistics.undeliverable
    }
}

extension SocketChannel {
    /// Waits for messages for a period; nil when none came.
    func receive(upTo maximum: Int, within period: Duration) async -> [Message]? {
        await withTaskGroup(of: [Message]?.self) { group in
            group.addTask { await self.receive(upTo: maximum) }
            group.addTask {
                // A task that is cancelled has not waited in vain.
                do { try await Task.sleep(for: period) } catch { return [] }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
