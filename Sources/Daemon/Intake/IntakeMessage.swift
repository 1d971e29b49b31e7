import Chronicle
import ZeroMQ

/// A message on its way in.
public struct IntakeMessage: Sendable {
    /// The way it came.
    public enum Way: String, Sendable {
        case submit, pull, subscribe, http
    }

    /// The article as JSON.
    public var body: Frame
    /// The topic frame before it; empty where there was none.
    public var topic: String
    /// The way it came.
    public var way: Way

    /// A message.
    public init(body: Frame, topic: String, way: Way) {
        self.body = body
        self.topic = topic
        self.way = way
    }
}
