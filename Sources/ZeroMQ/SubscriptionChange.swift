// What an XPUB socket receives: somebody subscribed or unsubscribed.

/// A subscription or its end, as an XPUB socket receives it.
public struct SubscriptionChange: Hashable, Sendable {
    /// The prefix of topics concerned; empty means everything.
    public let prefix: Frame
    /// Whether it begins (true) or ends.
    public let begins: Bool

    /// Reads the message of an XPUB socket; nil where it is an ordinary message that a subscriber sent upstream.
    public init?(_ message: Message) {
        guard message.count == 1, let mark = message[0].first, mark <= 1 else { return nil }
        prefix = Frame(message[0].dropFirst())
        begins = mark == 1
    }
}
