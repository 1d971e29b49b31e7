import Foundation
import Testing
import ZeroMQ

@testable import Daemon

@Suite("What is set on the sockets")
struct SocketOptionTableTests {
    /// The options that the table of the documentation lists, as a live socket tells them.
    private static func values(of socket: Socket) throws -> [String: Int] {
        func milliseconds(_ duration: Duration?) -> Int {
            guard let components = duration?.components else { return -1 }
            return Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
        }
        return [
            "ZMQ_MAXMSGSIZE": try socket.get(.maxMessageSize) ?? -1,
            "ZMQ_RCVHWM": try socket.get(.receiveHighWaterMark),
            "ZMQ_SNDHWM": try socket.get(.sendHighWaterMark),
            "ZMQ_HANDSHAKE_IVL": milliseconds(try socket.get(.handshakeInterval)),
            "ZMQ_HEARTBEAT_IVL": milliseconds(try socket.get(.heartbeatInterval)),
            "ZMQ_HEARTBEAT_TIMEOUT": milliseconds(try socket.get(.heartbeatTimeout)),
            "ZMQ_LINGER": milliseconds(try socket.get(.linger)),
            "ZMQ_BACKLOG": try socket.get(.backlog),
        ]
    }

    /// The table: values by socket and option.
    private static func documented() throws -> [String: [String: Int]] {
        let page = try MetricsTests.page("Protocol")
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        let header = try #require(rows.firstIndex { $0.first == "option" })
        var table: [String: [String: Int]] = [:]
        for row in rows[(header + 2)...] where row[0].hasPrefix("`ZMQ_") {
            for (socket, value) in zip(rows[header], row).dropFirst() {
                table[socket, default: [:]][row[0].replacingOccurrences(of: "`", with: "")] = Int(value)
            }
        }
        return table
    }

    @Test("is what the documentation says, and CURVE where there is a key", arguments: [false, true])
    func table(hasKey: Bool) async throws {
        let documented = try Self.documented()
        #expect(Set(documented.keys) == Set(SocketName.allCases.map(\.rawValue)))
        let context = try Context()
        var configuration = DaemonConfiguration()
        for path: WritableKeyPath<DaemonConfiguration.Endpoints, String> in [
            \.submit, \.pull, \.subscribe, \.events, \.replay,
        ] {
            configuration.endpoints[keyPath: path] = "tcp://127.0.0.1:*"
        }
        let guarded = SocketGuard(keys: hasKey ? try CurveKeyPair.generate() : nil)
        let intake = try await IntakeSockets(context: context, configuration: configuration, guarded: guarded)
        let publisher = try await PublisherSockets(context: context, configuration: configuration, guarded: guarded)
        let replay = try await ReplaySockets(context: context, configuration: configuration, guarded: guarded)
        let channels: [(SocketName, SocketChannel?)] = [
            (.submit, intake.submit), (.pull, intake.pull), (.subscribe, intake.subscribe),
            (.events, publisher.events), (.replay, replay.replay),
        ]
        for (name, channel) in channels {
            let (values, isServer, domain) = try await #require(channel).withSocket { socket in
                (try Self.values(of: socket), try socket.get(.curveServer), try socket.get(.zapDomain))
            }
            #expect(values == documented[name.rawValue], "\(name)")
            #expect(isServer == hasKey, "\(name)")
            #expect(domain == (hasKey ? name.rawValue : ""), "\(name)")
        }
        for thread in [intake.thread, publisher.thread, replay.thread] { await thread.stop() }
        context.close()
    }
}
