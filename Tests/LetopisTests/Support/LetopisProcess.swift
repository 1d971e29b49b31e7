import Foundation
import Synchronization
import Testing

/// The program under test, as a process.
final class LetopisProcess: Sendable {
    /// What came of a finished process.
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The program that is built beside the tests, or the one that `LETOPIS_TEST_PROGRAM` names.
    static let program: URL =
        ProcessInfo.processInfo.environment["LETOPIS_TEST_PROGRAM"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("letopis")

    private let process: Mutex<Process>
    private let files: (output: URL, errors: URL)
    let identifier: Int32

    /// Starts a program; its output goes to files below `folder`, so that no pipe can fill up.
    init(
        _ arguments: [String], program: URL = LetopisProcess.program, in folder: URL,
        environment: [String: String] = [:]
    ) throws {
        let name = UUID().uuidString
        files = (folder.appendingPathComponent(name + ".out"), folder.appendingPathComponent(name + ".err"))
        for file in [files.output, files.errors] {
            try Data().write(to: file)
        }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files.output)
        process.standardError = try FileHandle(forWritingTo: files.errors)
        try process.run()
        identifier = process.processIdentifier
        self.process = Mutex(process)
    }

    deinit {
        if isRunning { kill(identifier, SIGKILL) }
    }

    var isRunning: Bool { process.withLock { $0.isRunning } }
    var output: String { (try? String(contentsOf: files.output, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOf: files.errors, encoding: .utf8)) ?? "" }

    func signal(_ signal: Int32) { kill(identifier, signal) }

    /// Waits for the end of the process.
    func finish(within period: Duration = .seconds(120)) async throws -> Outcome {
        try await eventually(within: period, "the process ends") { !self.isRunning }
        return Outcome(
            status: process.withLock { $0.terminationStatus }, output: output, errors: errors)
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: String..., in folder: URL, environment: [String: String] = [:],
        within period: Duration = .seconds(120)
    ) async throws -> Outcome {
        try await LetopisProcess(arguments, in: folder, environment: environment).finish(within: period)
    }
}

/// Looks that a wait takes at least, however much time has passed: where tests wait for each other's processor, time alone
/// says nothing.
private let looksMin = 200

/// Waits until a condition holds; a deadline that passes is a failure that says what was waited for.
func eventually(
    within period: Duration = .seconds(60), _ what: String, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: period)
    var looks = 0
    while ContinuousClock.now < deadline || looks < looksMin {
        if try await condition() { return }
        looks += 1
        try await Task.sleep(for: .milliseconds(20))
    }
    throw Timeout(what: what)
}

struct Timeout: Error, CustomStringConvertible {
    let what: String
    var description: String { "In vain was waited until \(what)." }
}

/// A folder of a test's own, removed with it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("letopis-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
