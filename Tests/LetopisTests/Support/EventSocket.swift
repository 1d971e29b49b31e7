import Chronicle
import Testing
import ZeroMQ

@testable import Daemon

/// A bare subscriber to a daemon's events, which does nothing by itself: no replay, no queue but libzmq's.
final class EventSocket {
    struct Event {
        var topic: String
        var header: EventHeader
        var body: JSONLine
        var published: PublishedEvent
        /// The bytes of `data`, which stands last.
        var data: String?
    }

    private let context: Context
    private let socket: Socket

    init(_ daemon: DaemonProcess, topics: [String], configure: (Socket) throws -> Void = { _ in }) throws {
        context = try Context()
        socket = try Socket(context, .sub)
        try configure(socket)
        // The tip tells that the subscription is in force.
        for topic in topics + [Topic.tip] { try socket.subscribe(to: topic) }
        try socket.connect(daemon.endpoints.events)
    }

    func unsubscribe(from topic: String) throws { try socket.unsubscribe(from: topic) }

    func subscribe(to topic: String) throws { try socket.subscribe(to: topic) }

    /// The next message, or an error when none comes in time.
    func next(within period: Duration = .seconds(60)) async throws -> Event {
        let deadline = ContinuousClock.now + period
        repeat {
            if let event = try tryNext() { return event }
            try await Task.sleep(for: .milliseconds(1))
        } while ContinuousClock.now < deadline
        throw Timeout(what: "an event comes")
    }

    /// The next message if one is there.
    func tryNext() throws -> Event? {
        guard let message = try socket.tryReceive() else { return nil }
        try #require(message.count == 3)
        let body = message[2].text ?? ""
        return Event(
            topic: try #require(message[0].text), header: try #require(EventHeader(bytes: message[1])),
            body: JSONLine(body), published: try #require(PublishedEvent(message)),
            data: body.firstRange(of: #""data":"#).map { String(body[$0.upperBound...].dropLast()) })
    }

    func close() {
        socket.close()
        context.close()
    }
}
