// What libzmq asks before it lets a peer in, and what it is answered (ZeroMQ RFC 27, version 1.0).

/// One question of libzmq: may this peer connect?
public struct ZAPRequest: Hashable, Sendable {
    /// How the peer shows who it is.
    public enum Mechanism: Hashable, Sendable {
        /// Not at all: the connection is in the clear.
        case null
        /// By a CURVE key, the public one in Z85, of which it has proved to hold the secret one.
        case curve(key: String)
        /// By another mechanism of this name, such as `PLAIN` or `GSSAPI`.
        case other(name: String)

        /// The mechanism's name as libzmq writes it.
        public var name: String {
            switch self {
            case .null: "NULL"
            case .curve: "CURVE"
            case .other(let name): name
            }
        }
    }

    /// The ``SocketOption/zapDomain`` of the socket that the peer connects to.
    public let domain: String
    /// The peer's address without its port; empty where the transport has none.
    public let address: String
    /// How the peer shows who it is.
    public let mechanism: Mechanism

    /// A question.
    public init(domain: String, address: String, mechanism: Mechanism) {
        self.domain = domain
        self.address = address
        self.mechanism = mechanism
    }

    /// The peer's public CURVE key in Z85; nil where it showed none.
    public var key: String? {
        if case .curve(let key) = mechanism { key } else { nil }
    }
}

/// A question as a ROUTER receives it, with what the answer must carry: routing id · empty · version · request id · domain · address ·
/// routing id of the peer · mechanism · credentials.
struct ZAPEnvelope {
    let sender: Frame
    let requestID: Frame
    /// The question, or why it cannot be read.
    let request: Result<ZAPRequest, ZAPFault>

    static let version: Frame = "1.0"

    init(_ message: Message) {
        let frames = message.frames
        sender = frames.first ?? .empty
        requestID = frames.count > 3 ? frames[3] : .empty
        request = Result { () throws(ZAPFault) in try Self.read(frames) }
    }

    private static func read(_ frames: [Frame]) throws(ZAPFault) -> ZAPRequest {
        guard frames.count >= 8, frames[1].isEmpty else { throw .malformed }
        guard frames[2] == version else { throw .version }
        guard let domain = frames[4].text, let address = frames[5].text, let name = frames[7].text else {
            throw .malformed
        }
        let credentials = frames[8...]
        let mechanism: ZAPRequest.Mechanism
        switch name {
        case "NULL":
            guard credentials.isEmpty else { throw .malformed }
            mechanism = .null
        case "CURVE":
            guard credentials.count == 1, credentials[8].count == CurveKeyPair.keyByteCount,
                let key = Z85.encode(credentials[8].bytes)
            else { throw .malformed }
            mechanism = .curve(key: key)
        default:
            mechanism = .other(name: name)
        }
        return ZAPRequest(domain: domain, address: address, mechanism: mechanism)
    }

    /// The answer to this question; a fault is answered with 500.
    func reply(_ verdict: Result<Bool, ZAPFault>) -> Message {
        let (status, reason): (Frame, Frame) =
            switch verdict {
            case .success(true): ("200", "OK")
            case .success(false): ("400", "not allowed")
            case .failure(.version): ("500", "only version 1.0 is known")
            case .failure(.malformed): ("500", "malformed request")
            }
        var user = Frame.empty
        if case (.success(true), .success(let request)) = (verdict, request), let key = request.key {
            user = Frame(key)
        }
        return [sender, .empty, Self.version, requestID, status, reason, user, .empty]
    }
}

/// What is wrong with a question.
enum ZAPFault: Error, Hashable {
    case version
    case malformed
}
