/// Why a client could not do what it was to do.
public enum ClientError: Error, Hashable, CustomStringConvertible {
    /// Nothing came back.
    case silence(endpoint: String, seconds: Int)
    /// Something else listens there.
    case notLetopis(endpoint: String)
    /// The daemon did not understand or could not answer.
    case refused(String)
    /// The daemon has another log than before.
    case logChanged
    /// Some of the states that were asked for did not arrive.
    case incomplete(taken: UInt64)
    /// The daemon does not know this client's key.
    case denied(endpoint: String)
    /// One side encrypts and the other does not.
    case mechanismMismatch(endpoint: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .silence(let endpoint, let seconds):
            "Nothing answered at \(endpoint) for \(seconds) seconds: is the daemon running, is this its endpoint, and, "
                + "where it has a key, is this its key?"
        case .notLetopis(let endpoint):
            "What answers at \(endpoint) is not Letopis: check the endpoint."
        case .refused(let reason):
            "The daemon answered: \(reason)\(reason.hasSuffix(".") ? "" : ".")"
        case .logChanged:
            "The daemon now serves another log than before: start again from sequence 1."
        case .incomplete(let taken):
            "After \(taken) states some were lost, for they were not read fast enough or the connection broke: "
                + "ask again."
        case .denied(let endpoint):
            "The daemon at \(endpoint) refused this client: have its public key added to the daemon's list of clients, "
                + "or name another one with --key-file."
        case .mechanismMismatch(let endpoint):
            "One side encrypts and the other does not at \(endpoint): name the daemon's public key with --server-key "
                + "where it has one, and none where it has none."
        }
    }
}
