import Chronicle
import ZeroMQ

/// An event as it came over a socket.
public struct PublishedEvent: Sendable {
    /// Its topic.
    public let topic: String
    /// Its header.
    public let header: EventHeader
    /// The event as one line of CloudEvents JSON.
    public let body: Frame

    init?(_ message: Message) {
        guard message.count == 3, let topic = message[0].text, let header = EventHeader(bytes: message[1]) else {
            return nil
        }
        self.topic = topic
        self.header = header
        body = message[2]
    }
}

/// Receives events from a daemon: history, live ones, or both joined.
public final class EventClient: Sendable {
    private let context: Context
    let thread: SocketThread
    let eventsEndpoint: String
    let replayEndpoint: String
    private let security: ClientSecurity

    /// A replay that brings nothing for this long is taken for a daemon that is not there.
    public static let silenceMax: Duration = .seconds(30)

    /// A client of a daemon's events and replay sockets; connects when asked for something.
    ///
    /// - Throws: `ZeroMQError` where the system has no more sockets.
    public init(events: String, replay: String, security: ClientSecurity = .clear) throws {
        self.security = security
        eventsEndpoint = events
        replayEndpoint = replay
        context = try Context()
        thread = try SocketThread(context: context, name: "events")
    }

    /// Closes the connections.
    public func close() async {
        await thread.stop(within: .zero)
        context.close()
    }

    /// Connects to one of the daemon's sockets as this client's keys want it.
    func connect(
        _ type: SocketType, to endpoint: String, inbound: Inbound, _ refusal: RefusalWatch,
        configure: @escaping @Sendable (Socket) throws -> Void = { _ in }
    ) async throws -> SocketChannel {
        let channel = try await thread.open(type, inbound: inbound, onEvent: refusal.record) { [security] socket in
            try security.apply(to: socket)
            try configure(socket)
            try socket.connect(endpoint)
        }
        refusal.watch(channel)
        return channel
    }

    // MARK: History

    /// Receives a part of history.
    ///
    /// - Returns: the sequence through which history has been looked at.
    /// - Throws: ``ClientError``, `ZeroMQError`, and what `onEvent` throws.
    @discardableResult
    public func replay(
        _ range: ReplayRequest.Range, onEvent: (PublishedEvent) async throws -> Void
    ) async throws -> UInt64 {
        let refusal = RefusalWatch()
        let channel = try await connect(.dealer, to: replayEndpoint, inbound: .pausing(), refusal)
        do {
            let end = try await receive(range, from: channel, onEvent: onEvent)
            await channel.close()
            return end
        } catch {
            try refusal.check(replayEndpoint)
            try? await channel.send([Frame(ReplayRequest.stop.json)])
            await channel.close()
            throw error
        }
    }

    private func receive(
        _ range: ReplayRequest.Range, from channel: SocketChannel, onEvent: (PublishedEvent) async throws -> Void
    ) async throws -> UInt64 {
        try await channel.send([Frame(ReplayRequest.start(range).json)])
        var taken = 0
        while true {
            guard let messages = await channel.receive(upTo: range.credit, within: Self.silenceMax) else {
                throw ClientError.silence(
                    endpoint: replayEndpoint, seconds: Int(Self.silenceMax.components.seconds))
            }
            if messages.isEmpty { throw CancellationError() }
            for message in messages {
                guard let event = PublishedEvent(message) else {
                    throw ClientError.notLetopis(endpoint: replayEndpoint)
                }
                switch event.topic {
                case ReplayReply.end: return event.header.sequence
                case ReplayReply.error: throw ClientError.refused(Self.problem(event.body))
                default:
                    try await onEvent(event)
                    taken += 1
                }
            }
            if taken >= max(1, range.credit / 2) {
                try await channel.send([Frame(ReplayRequest.credit(taken).json)])
                taken = 0
            }
        }
    }

    static func problem(_ body: Frame) -> String {
        if case .object(let object)? = try? JSONParser.parse(body), let problem = object["error"]?.text {
            return problem
        }
        return "an error without a reason"
    }

    // MARK: Live

    /// Receives events as they are published, until the task is cancelled; each once, in order, none left out.
    ///
    /// What a slow subscriber loses is noticed by its header and fetched from history.
    ///
    /// - Parameters:
    ///   - from: the first sequence wanted; nil: what is published from now on.
    ///   - topics: beginnings of topics; empty: all.
    ///   - onLive: called when history has been read and live events follow.
    /// - Throws: ``ClientError``, `ZeroMQError`, and what `onEvent` throws.
    public func subscribe(
        from: UInt64? = nil, topics: [String] = [], onLive: () -> Void = {},
        onEvent: (PublishedEvent) async throws -> Void
    ) async throws {
        // Subscribe first, so that nothing falls between history and live events.
        let refusal = RefusalWatch()
        let channel = try await connect(
            .sub, to: eventsEndpoint, inbound: .pausing(QueueLimit(messages: 65_536)), refusal
        ) {
            try $0.set(.receiveHighWaterMark, 100_000)
            for topic in topics.isEmpty ? [""] : topics + [Topic.tip] { try $0.subscribe(to: topic) }
        }
        // The first message proves that the subscription is in force: idle or not, a tip comes each second.
        guard var messages = await channel.receive(upTo: 1, within: Self.silenceMax) else {
            throw ClientError.silence(endpoint: eventsEndpoint, seconds: Int(Self.silenceMax.components.seconds))
        }
        if messages.isEmpty { try refusal.check(eventsEndpoint) }
        guard let first = messages.first.flatMap(PublishedEvent.init) else {
            throw messages.isEmpty ? CancellationError() : ClientError.notLetopis(endpoint: eventsEndpoint)
        }
        let isTip = first.topic == Topic.tip
        let start = from ?? (isTip ? first.header.sequence + 1 : first.header.sequence)
        var continuity = Continuity(log: first.header.log, topics: topics, next: start)
        if from != nil {
            let end = try await replay(ReplayRequest.Range(from: start, topics: topics)) { event in
                continuity.take(event)
                try await onEvent(event)
            }
            continuity.skip(through: end)
        }
        onLive()
        while !messages.isEmpty {
            for event in messages.compactMap(PublishedEvent.init) {
                guard event.header.log == continuity.log else { throw ClientError.logChanged }
                for missing in continuity.missing(before: event) {
                    try await replay(missing) { event in
                        if continuity.take(event) { try await onEvent(event) }
                    }
                }
                if event.topic != Topic.tip, continuity.take(event) { try await onEvent(event) }
            }
            messages = await channel.receive(upTo: 1_024)
        }
        try refusal.check(eventsEndpoint)
    }
}
