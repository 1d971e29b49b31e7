import EventLog
import Foundation
import Logging

/// Everything that can be set about a daemon; the defaults make one that works.
public struct DaemonConfiguration: Sendable {
    /// The folder of the log and of all that is derived from it.
    public var dataDirectory = "./letopis-data"

    /// When the log's writes are made durable: `always`, `never`, or an interval such as `100ms`.
    public var sync = "always"

    /// The age beyond which events are not kept, such as `90d` or `36h`; empty: all are kept.
    public var retentionAge = ""

    /// The size of the log beyond which the oldest events are not kept, such as `50GiB`; empty: all are kept.
    public var retentionSize = ""

    /// From which level on messages are logged: `debug`, `info`, `notice`, `warning`, `error`.
    public var loggingLevel = "info"

    /// Where each socket binds; an empty string leaves it out. A port of `*` takes a free one.
    public var endpoints = Endpoints()

    /// Publishers that the subscribe socket connects to: `tcp://host:port`, and after a space the publisher's public key.
    public var feeds: [String] = []

    /// Topics that it subscribes to; empty: all.
    public var feedTopics: [String] = []

    /// Articles are extracted. Where they are not, they are extracted once this is true again.
    public var extracts = true

    /// Extraction workers; 0: one for each processor.
    public var workers = 0

    /// The folder of a reader's own knowledge, which adds to the product's; empty: none.
    public var knowledge = ""

    /// Address and port of the HTTP server; empty: none.
    public var http = "127.0.0.1:7780"

    /// The file with the daemon's secret CURVE key; empty: its sockets are in the clear.
    public var keyFile = ""

    /// The file that lists the public keys of clients; empty: every client that knows the daemon's key may connect.
    public var clientsFile = ""

    /// Binding a public address in the clear is refused unless this says so.
    public var allowsPublicAddresses = false

    /// The endpoints of the five sockets.
    public struct Endpoints: Codable, Hashable, Sendable {
        /// ROUTER: articles with receipts.
        public var submit = "tcp://127.0.0.1:7701"
        /// PULL: articles from pipelines.
        public var pull = "tcp://127.0.0.1:7702"
        /// XPUB: events.
        public var events = "tcp://127.0.0.1:7703"
        /// ROUTER: history.
        public var replay = "tcp://127.0.0.1:7704"
        /// SUB: articles from feeds that connect to it, besides the feeds that it connects to itself.
        public var subscribe = ""
        /// The public CURVE key of the sockets that are bound over TCP; nil where they are in the clear. Known once they are bound.
        public var serverKey: String?

        /// The default endpoints.
        public init() {}

        /// The endpoints that there are.
        public var all: [String] { [submit, pull, events, replay, subscribe].filter { !$0.isEmpty } }
    }

    /// The default configuration.
    public init() {}

    /// The folder of the log's segments.
    public var logDirectory: URL { DataDirectory(dataDirectory).log }

    /// The log's sync policy.
    ///
    /// - Throws: ``ConfigurationError`` when ``sync`` is none.
    public func syncPolicy() throws(ConfigurationError) -> SyncPolicy {
        switch sync {
        case "always": return .always
        case "never": return .never
        default:
            guard sync.hasSuffix("ms"), let milliseconds = Int(sync.dropLast(2)), (1...60_000).contains(milliseconds)
            else {
                throw ConfigurationError(
                    option: "log.sync",
                    problem: "“\(sync)” is none of always, never, and an interval from 1ms to 60000ms")
            }
            return .every(.milliseconds(milliseconds))
        }
    }

    /// How many extraction workers run: ``workers``, or one for each processor.
    var workerCount: Int { workers > 0 ? workers : ProcessInfo.processInfo.activeProcessorCount }

    /// Host and port of ``http``; nil where there is to be no server.
    ///
    /// - Throws: ``ConfigurationError`` when it is no address and port.
    func httpAddress() throws(ConfigurationError) -> (host: String, port: Int)? {
        if http.isEmpty { return nil }
        guard let colon = http.lastIndex(of: ":"), let port = UInt16(http[http.index(after: colon)...]) else {
            throw ConfigurationError(option: "http.address", problem: "“\(http)” is no address; write 127.0.0.1:7780")
        }
        return (String(http[..<colon]), Int(port))
    }

    /// Checks what types cannot.
    ///
    /// - Throws: ``ConfigurationError`` naming the option and what to do.
    public func validate() throws(ConfigurationError) {
        _ = try syncPolicy()
        _ = try retentionPolicy()
        try validateSecurity()
        if Logger.Level(rawValue: loggingLevel) == nil {
            throw ConfigurationError(
                option: "logging.level",
                problem: "“\(loggingLevel)” is none of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        if workers < 0 || workers > 256 {
            throw ConfigurationError(option: "extraction.workers", problem: "\(workers) is not between 0 and 256")
        }
        let bound = [
            ("submit.endpoint", endpoints.submit), ("pull.endpoint", endpoints.pull),
            ("events.endpoint", endpoints.events), ("replay.endpoint", endpoints.replay),
            ("subscribe.endpoint", endpoints.subscribe),
        ]
        for (option, endpoint) in bound where !endpoint.isEmpty {
            guard endpoint.hasPrefix("tcp://") || endpoint.hasPrefix("ipc://") else {
                throw ConfigurationError(
                    option: option, problem: "“\(endpoint)” is no endpoint; write tcp://127.0.0.1:7701 or ipc:///run/x")
            }
        }
    }
}

/// What is wrong with a configuration.
public struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// The option at fault.
    public var option: String
    /// What is wrong and what to do.
    public var problem: String

    /// One sentence.
    public var description: String { "The option \(option) is wrong: \(problem)." }

    /// An error.
    public init(option: String, problem: String) {
        self.option = option
        self.problem = problem
    }
}
