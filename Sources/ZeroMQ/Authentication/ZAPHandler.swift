// Decides which peers may connect to the sockets of a context.

import Synchronization

/// Who may connect to sockets that have a ``SocketOption/zapDomain``.
public struct AccessRules: Hashable, Sendable {
    /// The public CURVE keys, in Z85, of those who may; nil: everybody who has a key and knows the server's.
    public var keys: Set<String>?
    /// Whether peers without a key may connect to sockets that do not demand one.
    public var allowsClear: Bool

    /// Rules.
    public init(keys: Set<String>? = nil, allowsClear: Bool = false) {
        self.keys = keys
        self.allowsClear = allowsClear
    }

    /// Whether these rules let a peer in.
    public func allow(_ request: ZAPRequest) -> Bool {
        switch request.mechanism {
        case .null: allowsClear
        case .curve(let key): keys?.contains(key) ?? true
        case .other: false
        }
    }
}

/// What was decided about a peer.
public struct ZAPDecision: Hashable, Sendable {
    /// Who asked to be let in, and where.
    public let request: ZAPRequest
    /// Whether it was let in.
    public let isAllowed: Bool
}

/// Answers libzmq's questions about peers, for all sockets of a context, by rules that can be replaced at any time.
///
/// It must be there before a socket is bound and go after the last one is closed: libzmq lets every peer with a key in while nobody
/// answers. New rules hold for new connections; libzmq has no way to end one that stands.
///
/// ```swift
/// let thread = try SocketThread(context: context, name: "zap")
/// let zap = try await ZAPHandler(on: thread, rules: AccessRules(keys: allowed)) { decision in
///     if !decision.isAllowed { … }
/// }
/// ```
public final class ZAPHandler: Sendable {
    /// Where libzmq asks; one handler a context.
    public static let endpoint = "inproc://zeromq.zap.01"

    private final class Rules: Sendable {
        let value: Mutex<AccessRules>

        init(_ rules: AccessRules) { value = Mutex(rules) }
    }

    private let current: Rules
    private let channel: SocketChannel

    /// Begins to answer.
    ///
    /// - Parameters:
    ///   - thread: the thread that answers; it should have little else to do, for new connections wait for it.
    ///   - rules: who may connect, until ``rules`` are replaced.
    ///   - onDecision: told each decision on the thread; it must not block.
    /// - Throws: ``ZeroMQError``, with `EADDRINUSE` where the context has a handler already.
    public init(
        on thread: SocketThread, rules: AccessRules,
        onDecision: @escaping @Sendable (ZAPDecision) -> Void = { _ in }
    ) async throws {
        let current = Rules(rules)
        self.current = current
        let inbound = Inbound.handler { message, socket in
            let envelope = ZAPEnvelope(message)
            let verdict = envelope.request.map { request in
                let isAllowed = current.value.withLock { $0.allow(request) }
                onDecision(ZAPDecision(request: request, isAllowed: isAllowed))
                return isAllowed
            }
            _ = try socket.trySend(envelope.reply(verdict))
        }
        channel = try await thread.open(.router, inbound: inbound) { _ = try $0.bind(Self.endpoint) }
    }

    /// Who may connect. New rules hold for all connections that are decided afterwards.
    public var rules: AccessRules {
        get { current.value.withLock { $0 } }
        set { current.value.withLock { $0 = newValue } }
    }

    /// Answers no more. To be called after the last socket is closed.
    public func close() async {
        await channel.close()
    }
}
