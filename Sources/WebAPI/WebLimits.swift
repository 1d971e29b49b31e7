/// Limits of the HTTP interface.
public enum WebLimits {
    /// Bytes of a request's path and query together.
    public static let targetBytesMax = 8_192
    /// Parameters of a request.
    public static let parametersMax = 64
    /// Connections at one time; more wait in the backlog.
    public static let connectionsMax = 1_024
    /// Connections that wait to be accepted.
    public static let backlogMax = 256
    /// Seconds after which an idle connection is closed.
    public static let idleSeconds: Int64 = 60
    /// Bytes of all header fields of a request.
    public static let headerBytesMax = 16_384
    /// Events by which the projections may lag behind the log and still be called ready.
    public static let readyLagMax: UInt64 = 10_000
}
