import Chronicle
import Daemon
import Foundation
import Glibc
import ZeroMQ

/// Events to subscribers: how many are delivered a second, and what processor time that takes.
struct FanOutBench {
    let folder: URL
    /// Events that every subscriber gets.
    private static let events = 2_000
    /// How long one may be on its way before the bench gives up.
    private static let patience: Duration = .seconds(60)

    func run(subscribers count: Int) async throws -> BenchFigure {
        let name = "fan-out of events to \(count) subscribers"
        Terminal.errors.progress("measuring: \(name)")
        let daemon = try await BenchDaemon(folder: folder, name: "fan-out-\(count)", extracts: false)
        let context = try Context()
        let poller = Poller()
        var subscribers: [(socket: Socket, entry: Poller.Entry)] = []
        for _ in 0..<count {
            let socket = try Socket(context, .sub)
            try socket.set(.receiveHighWaterMark, 2 * Self.events)
            for topic in [Topic.tip, "article.accepted"] { try socket.subscribe(to: topic) }
            try socket.connect(daemon.endpoints.events)
            subscribers.append((socket, poller.add(socket, for: .receive)))
        }
        // The first tip proves to each that it is subscribed.
        for (socket, _) in subscribers { _ = try socket.receive() }

        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        let before = Self.processorSeconds()
        let clock = ContinuousClock()
        let start = clock.now
        async let submitted: Void = client.submit(
            (0..<Self.events).map { BenchDaemon.message(id: "f\($0)", body: "Текст \($0).", language: "xx") }
        ) { _, _ in }
        var delivered = 0
        while delivered < count * Self.events {
            guard start.duration(to: clock.now) < Self.patience else { break }
            try poller.wait(for: .seconds(1))
            for (socket, entry) in subscribers where poller.ready(entry).contains(.receive) {
                while let message = try socket.tryReceive() { delivered += message[0] == "tip" ? 0 : 1 }
            }
        }
        let seconds = start.duration(to: clock.now).inSeconds
        let processor = Self.processorSeconds() - before
        try await submitted
        await client.close()
        for (socket, _) in subscribers { socket.close() }
        context.close()
        try await daemon.stop()
        let milliseconds = Int(processor * 1_000_000 / Double(max(1, delivered)))
        let lost = count * Self.events - delivered
        return BenchFigure(
            name: name, value: Double(delivered) / seconds, unit: "events/s",
            details: "\(milliseconds) ms of processor time for 1,000 delivered, intake and subscribers included"
                + (lost > 0 ? "; \(lost) lost" : ""))
    }

    /// Processor time that this process has taken.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
