/// How the HTTP interface can be watched.
public struct WebObservation: Sendable {
    /// The metrics at this moment, for `/metrics`: their media type and text; nil where there are none.
    public var metrics: (@Sendable () -> (mediaType: String, text: String))?
    /// Told each answer: the path as it is served, ids left out, the status, and how long it took.
    public var onAnswer: @Sendable (_ path: String, _ status: Int, _ duration: Duration) -> Void

    /// Without metrics unless they are named.
    public init(
        metrics: (@Sendable () -> (mediaType: String, text: String))? = nil,
        onAnswer: @escaping @Sendable (_ path: String, _ status: Int, _ duration: Duration) -> Void = { _, _, _ in }
    ) {
        self.metrics = metrics
        self.onAnswer = onAnswer
    }
}
