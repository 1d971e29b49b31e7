import Daemon
import Foundation
import Glibc
import Threading
import ZeroMQ

/// Acknowledged durable articles of 4 KB over TCP, 64 in flight, beside bare PUSH and PULL of the same messages.
struct IntakeBench {
    let folder: URL
    let duration: Duration

    /// Messages between two looks at the clock.
    private static let burst = 256
    /// Rounds of each, in turns.
    private static let rounds = 5
    /// What follows an article's number: the same for all, so that making them costs next to nothing.
    private static let tail = Array(
        (String(repeating: "Текст без събития. ", count: 118) + #"","language":"xx"}"#).utf8)

    func run(extracts: Bool) async throws -> BenchFigure {
        let name = "acknowledged articles of 4 KB, extraction \(extracts ? "on" : "off")"
        let daemon = try await BenchDaemon(folder: folder, name: "intake-\(extracts)", extracts: extracts)
        let clock = BenchClock(duration: duration / Self.rounds)
        let context = try Context()
        let sender = try ArticleSender(context: context, endpoint: daemon.endpoints.submit)
        let pipe = try BarePipe(context: context)

        var next = 0
        var bare: [Double] = []
        var acknowledged: [Double] = []
        for _ in 0..<Self.rounds {
            bare.append(try clock.rate("libzmq PUSH and PULL") { try pipe.pass(Self.messages(&next)) })
            acknowledged.append(try clock.rate(name) { try sender.submit(Self.messages(&next)) })
            try sender.awaitReceipts(upTo: 0)
        }
        pipe.close()
        sender.close()
        context.close()
        try await daemon.stop()
        return BenchFigure(
            name: name, value: acknowledged.median, unit: "articles/s", anchor: ("libzmq PUSH/PULL", bare.median),
            details: "\(ArticleSender.inFlight) in flight")
    }

    private static func messages(_ next: inout Int) -> [[UInt8]] {
        defer { next += burst }
        return (next..<next + burst).map { Array(#"{"id":"t\#($0)","body":"\#($0) "#.utf8) + tail }
    }
}

/// PUSH and PULL of bare libzmq over TCP: a thread takes what this one sends, and says when it has it all.
private final class BarePipe {
    private let push: Socket
    private let done: Socket

    init(context: Context) throws {
        let pull = try Socket(context, .pull)
        let endpoint = try pull.bind("tcp://127.0.0.1:*")
        push = try Socket(context, .push)
        try push.connect(endpoint)
        done = try Socket(context, .pull)
        let doneEndpoint = try done.bind("inproc://bench-pipe-done")
        // A socket may go to another thread as long as one at a time uses it.
        try SystemThread.start(named: "bench-pull") {
            guard let told = try? Socket(context, .push), (try? told.connect(doneEndpoint)) != nil else { return }
            while let message = try? pull.receive() {
                if message.count > 1 { try? told.send([.empty]) }
                if message[0].isEmpty { break }
            }
            pull.close()
            told.close()
        }.detach()
    }

    /// Sends messages and waits until the last has arrived.
    func pass(_ messages: [[UInt8]]) throws -> Int {
        for message in messages.dropLast() { try push.send([Frame(message)]) }
        if let last = messages.last { try push.send([Frame(last), "last"]) }
        _ = try done.receive()
        return messages.count
    }

    func close() {
        try? push.send([.empty])
        push.close()
        done.close()
    }
}
