// An XPUB socket that decides what each subscription means.

import CZeroMQ

/// Takes the subscriptions that come to an XPUB socket in manual mode, and enters for the connection that each came from what a
/// translation makes of it.
///
/// libzmq tells the connection only by an order: an option set after a frame was received acts on the connection that the frame
/// came from. A frame that is no subscription breaks that order (observed with 4.3.4 and 4.3.5): until nothing more is waiting, what follows is
/// taken for that of the next connection. Until then every connection that shows up is given everything, so that no subscriber
/// loses what it asked for; what it did not ask for its own socket drops.
struct ManualSubscriptions {
    let everything: [Frame]
    let translate: @Sendable (SubscriptionChange) -> [Frame]
    private var isOrderBroken = false

    init(everything: [Frame], translate: @escaping @Sendable (SubscriptionChange) -> [Frame]) {
        self.everything = everything
        self.translate = translate
    }

    /// Takes what is waiting, up to `maximum` frames.
    ///
    /// - Returns: how many frames were taken.
    mutating func receive(from socket: Socket, upTo maximum: Int) throws -> Int {
        for count in 0..<maximum {
            guard let (frame, isConnected) = try socket.tryReceiveFrame() else {
                isOrderBroken = false
                return count
            }
            try take(SubscriptionChange(frame: frame, isConnected: isConnected), on: socket)
        }
        return maximum
    }

    private mutating func take(_ change: SubscriptionChange?, on socket: Socket) throws {
        // The translation hears of every change, also of one that cannot be entered where it belongs.
        let prefixes = change.map(translate) ?? []
        if change == nil { isOrderBroken = true }
        if isOrderBroken {
            for prefix in everything { try socket.subscribe(to: prefix) }
        } else if let change, change.isConnected {
            for prefix in prefixes {
                if change.begins { try socket.subscribe(to: prefix) } else { try socket.unsubscribe(from: prefix) }
            }
        }
    }
}

extension Socket {
    /// Receives a single frame if one is there, and whether the connection that it came from told its socket type, which every
    /// peer over TCP or IPC does; what libzmq makes up for a connection that has ended tells none.
    fileprivate func tryReceiveFrame() throws -> (frame: Frame, isConnected: Bool)? {
        var message = zmq_msg_t()
        zmq_msg_init(&message)
        defer { zmq_msg_close(&message) }
        while zmq_msg_recv(&message, handle, ZMQ_DONTWAIT) < 0 {
            let errno = zmq_errno()
            if errno == EINTR { continue }
            guard errno == EAGAIN else { throw failure(.receive, errno: errno) }
            return nil
        }
        let isConnected = zmq_msg_gets(&message, "Socket-Type") != nil
        return (Frame(receivedIn: &message), isConnected)
    }
}
