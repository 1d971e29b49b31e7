import ZeroMQ

/// A publisher of articles that the daemon connects to: `tcp://host:port`, and after a space its public key where it
/// has one.
struct Feed: Hashable, Sendable {
    /// Where it publishes.
    let endpoint: String
    /// Its public CURVE key in Z85; nil: the connection is in the clear.
    let serverKey: String?

    /// Reads a feed as it is configured.
    ///
    /// - Throws: ``ConfigurationError`` where it is written wrong.
    init(_ text: String) throws(ConfigurationError) {
        let words = text.split(separator: " ").map(String.init)
        guard (1...2).contains(words.count) else {
            throw Self.problem("“\(text)” is no endpoint with a key; write tcp://host:port, or tcp://host:port KEY")
        }
        if words.count == 2, !CurveKeyPair.isKey(words[1]) {
            throw Self.problem("“\(words[1])” after \(words[0]) is no public key of 40 characters")
        }
        endpoint = words[0]
        serverKey = words.count == 2 ? words[1] : nil
    }

    static func problem(_ problem: String) -> ConfigurationError {
        ConfigurationError(option: "subscribe.feeds", problem: problem)
    }
}
