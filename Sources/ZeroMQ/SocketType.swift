// The messaging patterns a socket can follow.

import CZeroMQ

/// The pattern a socket follows; it decides which peers it can talk to and what happens when they are slow.
public enum SocketType: String, CaseIterable, Hashable, Sendable {
    /// Sends to all subscribers; a subscriber that does not keep up loses messages.
    case pub
    /// Receives what it subscribed to.
    case sub
    /// Like ``pub``, and receives the subscriptions as messages.
    case xpub
    /// Like ``sub``, and subscribes by sending messages.
    case xsub
    /// Sends to one of the connected ``pull`` sockets in turn; blocks when all are slow.
    case push
    /// Receives from all connected ``push`` sockets in turn.
    case pull
    /// Sends a request and then receives the reply.
    case req
    /// Receives a request and then sends the reply.
    case rep
    /// Sends to its peers in turn and receives from all.
    case dealer
    /// Receives from all with the peer's routing id in front, and sends to the peer named by the first frame.
    case router
    /// Talks to exactly one peer.
    case pair

    var code: Int32 {
        switch self {
        case .pub: ZMQ_PUB
        case .sub: ZMQ_SUB
        case .xpub: ZMQ_XPUB
        case .xsub: ZMQ_XSUB
        case .push: ZMQ_PUSH
        case .pull: ZMQ_PULL
        case .req: ZMQ_REQ
        case .rep: ZMQ_REP
        case .dealer: ZMQ_DEALER
        case .router: ZMQ_ROUTER
        case .pair: ZMQ_PAIR
        }
    }
}
