// A socket as its thread sees it: the socket, its queues, and where it stands with both.

import CZeroMQ

/// One socket on its thread. Everything here is called on that thread alone.
final class SocketPort {
    let id: Int
    let socket: Socket
    let inbound: Inbound
    let inboundQueue: InboundQueue?
    let outbound: OutboundQueue
    let counters = ChannelCounters()

    /// What the socket tells of its connections; nil where nobody wants to know.
    let monitor: SocketMonitor?

    private let outboundPolicy: Outbound
    private var manualSubscriptions: ManualSubscriptions?
    /// Taken from the queue but not yet by the socket, in order; the next one is at the end.
    private var inHand: [Message] = []
    /// The socket did not take the next message; wait until it says that it would.
    private var isBlocked = false
    /// When to try again where the socket cannot say: a ROUTER is ready as long as any peer is, not the one addressed.
    private(set) var retryTime: ContinuousClock.Instant?
    private var isReceiving = true

    /// Messages moved in one turn, so that no socket keeps the others waiting.
    private static let burstMessages = 64
    /// The wait before a ROUTER is tried again for a slow peer.
    private static let retryInterval: Duration = .milliseconds(1)
    /// Bytes moved in one turn.
    private static let burstBytes = 8 << 20

    init(
        id: Int, socket: Socket, monitor: SocketMonitor?, inbound: Inbound, outbound: Outbound, wakeUp: WakeUp
    ) {
        self.id = id
        self.socket = socket
        self.monitor = monitor
        self.inbound = inbound
        switch inbound {
        case .pausing(let limit), .dropping(let limit):
            inboundQueue = InboundQueue(limit: limit, onRoom: { wakeUp.signal() })
        case .subscriptions(let everything, let translate):
            inboundQueue = nil
            manualSubscriptions = ManualSubscriptions(everything: everything, translate: translate)
        case .handler, .none:
            inboundQueue = nil
        }
        outboundPolicy = outbound
        self.outbound = OutboundQueue(limit: outbound.limit, onMessage: { wakeUp.signal() })
    }

    /// What the socket has to be watched for.
    func interest() -> Poller.Events {
        var events: Poller.Events = []
        if isReceiving {
            switch inbound {
            case .pausing:
                if inboundQueue?.roomOrPause() != nil { events.insert(.receive) }
            case .dropping, .handler, .subscriptions:
                events.insert(.receive)
            case .none:
                break
            }
        }
        if isBlocked && retryTime == nil { events.insert(.send) }
        return events
    }

    /// Whether there is something to send that need not wait for the socket.
    var canSendNow: Bool { !isBlocked && !isDrained }

    /// Whether everything queued has gone to the socket.
    var isDrained: Bool { inHand.isEmpty && outbound.count == 0 }

    /// Takes messages from the socket as far as there is room for them.
    func receive() {
        guard isReceiving else { return }
        if manualSubscriptions != nil { return receiveSubscriptions() }
        var room = QueueLimit(messages: Self.burstMessages, bytes: Self.burstBytes)
        if case .pausing = inbound {
            guard let free = inboundQueue?.roomOrPause() else { return }
            room.messages = min(room.messages, free.messages)
            room.bytes = min(room.bytes, free.bytes)
        }
        var batch: [Message] = []
        var bytes = 0
        do {
            while room.hasRoom(besides: batch.count, bytes: bytes), let message = try socket.tryReceive() {
                batch.append(message)
                bytes += message.byteCount
            }
            deliver(batch)
        } catch let error as ZeroMQError where error.errno == EFSM {
            // REQ and REP receive one message and then want to send one.
            deliver(batch)
        } catch {
            deliver(batch)
            finishReceiving()
        }
    }

    private func receiveSubscriptions() {
        do {
            let count = try manualSubscriptions?.receive(from: socket, upTo: Self.burstMessages) ?? 0
            counters.received.add(count, ordering: .relaxed)
        } catch {
            finishReceiving()
        }
    }

    private func deliver(_ batch: [Message]) {
        guard !batch.isEmpty else { return }
        counters.received.add(batch.count, ordering: .relaxed)
        guard case .handler(let handle) = inbound else {
            inboundQueue?.append(batch)
            return
        }
        for message in batch {
            do {
                try handle(message, socket)
            } catch let error as ZeroMQError {
                undeliverable(message, error)
            } catch {
                undeliverable(message, ZeroMQError(errno: EINVAL, operation: .receive, detail: "\(error)"))
            }
        }
    }

    /// Gives messages to the socket until it takes no more or the turn is over.
    func send(socketIsReady: Bool) {
        let isDue = retryTime.map { $0 <= .now } ?? false
        if isBlocked && !socketIsReady && !isDue { return }
        isBlocked = false
        retryTime = nil
        if inHand.isEmpty { inHand = outbound.take(Self.burstMessages).reversed() }
        while let message = inHand.last {
            do {
                guard try socket.trySend(message) else {
                    guard outboundPolicy.whenBlocked == .drop else {
                        isBlocked = true
                        if socket.type == .router { retryTime = .now + Self.retryInterval }
                        return
                    }
                    throw socket.failure(.send, errno: EAGAIN)
                }
                inHand.removeLast()
                counters.sent.add(1, ordering: .relaxed)
            } catch {
                inHand.removeLast()
                undeliverable(message, error)
            }
        }
    }

    private func undeliverable(_ message: Message, _ error: any Error) {
        counters.undeliverable.add(1, ordering: .relaxed)
        guard let error = error as? ZeroMQError else { return }
        outboundPolicy.onUndeliverable?(message, error)
    }

    /// Ends the stream of received messages; sending goes on.
    func finishReceiving() {
        isReceiving = false
        inboundQueue?.finish()
    }

    /// Ends the stream of received messages and admits no more to be sent; what is queued is still sent.
    func finish() {
        finishReceiving()
        outbound.close()
    }

    /// Closes the socket.
    /// - Returns: how many messages it had not taken.
    func close() -> Int {
        finish()
        let left = Array(inHand.reversed()) + outbound.take(.max)
        inHand = []
        for message in left { undeliverable(message, ZeroMQError(errno: ETERM, operation: .send)) }
        monitor?.close()
        socket.close()
        return left.count
    }
}
