// What an XPUB socket receives: somebody subscribed or unsubscribed.

import CZeroMQ

/// A subscription or its end, as an XPUB socket receives it.
public struct SubscriptionChange: Hashable, Sendable {
    /// The prefix of topics concerned; empty means everything.
    public let prefix: Frame
    /// Whether it begins (true) or ends.
    public let begins: Bool
    /// Whether the subscriber is still there. In manual mode libzmq takes back every subscription of a connection that ended,
    /// each once, and says so: such an end can be trusted, while a subscriber may take back what it never had.
    public let isConnected: Bool

    /// Reads the message of an XPUB socket; nil where it is an ordinary message that a subscriber sent upstream.
    public init?(_ message: Message) {
        guard message.count == 1 else { return nil }
        self.init(frame: message[0], isConnected: true)
    }

    init?(frame: Frame, isConnected: Bool) {
        guard let mark = frame.first, mark <= 1 else { return nil }
        self.init(prefix: Frame(frame.dropFirst()), begins: mark == 1, isConnected: isConnected)
    }

    /// A change.
    public init(prefix: Frame, begins: Bool, isConnected: Bool = true) {
        self.prefix = prefix
        self.begins = begins
        self.isConnected = isConnected
    }
}
