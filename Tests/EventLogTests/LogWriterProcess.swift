import Foundation
import Synchronization

/// A `LogWriter` in a process of its own; what it prints goes to a file, so that no pipe can fill up.
final class LogWriterProcess: Sendable {
    /// What a writer has printed.
    struct Told {
        /// The last sequence that it found when it opened the log; nil when it has not come so far.
        var opened: UInt64?
        /// The last sequence acknowledged in a whole line.
        var acknowledged: UInt64 = 0
        var lines: [String]
    }

    /// The program that is built beside the tests.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("LogWriter")

    private let process: Mutex<Process>
    private let output: URL
    private let input = Pipe()

    /// Starts a writer on a directory.
    ///
    /// - Parameters:
    ///   - batchesMax: after so many it waits to be killed; nil: it goes on.
    ///   - launcher: a command that starts it elsewhere, such as in a mount namespace.
    init(
        directory: String, seed: UInt64, segmentBytes: Int, batchesMax: Int? = nil, output: URL, launcher: [String] = []
    ) throws {
        self.output = output
        try Data().write(to: output)
        let process = Process()
        let command =
            launcher + [Self.program.path, directory, String(seed), String(segmentBytes)]
            + (batchesMax.map { [String($0)] } ?? [])
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = input
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        self.process = Mutex(process)
    }

    deinit { kill() }

    var isRunning: Bool { process.withLock { $0.isRunning } }

    func kill() {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }
    }

    /// Lets it end in order.
    func end() throws {
        try input.fileHandleForWriting.close()
        process.withLock { $0.waitUntilExit() }
    }

    /// What it has printed so far; a line that is not whole does not count.
    var told: Told {
        let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        var told = Told(lines: lines)
        for line in lines {
            let words = line.split(separator: " ")
            if words.first == "open" { told.opened = words.last.flatMap { UInt64($0) } }
            if words.first == "ack", let last = words.last.flatMap({ UInt64($0) }) {
                told.acknowledged = max(told.acknowledged, last)
            }
        }
        return told
    }
}
