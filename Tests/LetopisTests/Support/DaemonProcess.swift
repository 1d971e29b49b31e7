import Chronicle
import Daemon
import Foundation

/// A daemon in a process of its own, on free ports, with its data in a folder of the test.
final class DaemonProcess: Sendable {
    let process: LetopisProcess
    let endpoints: DaemonConfiguration.Endpoints
    let folder: URL
    private let slot: DaemonSlots.Slot

    /// The arguments that commands need to find it.
    static let data = ["--data", "data"]

    private init(
        process: LetopisProcess, endpoints: DaemonConfiguration.Endpoints, folder: URL, slot: DaemonSlots.Slot
    ) {
        self.process = process
        self.slot = slot
        self.endpoints = endpoints
        self.folder = folder
    }

    /// Starts a daemon and waits until its sockets are bound.
    ///
    /// - Parameters:
    ///   - launcher: a program and its arguments that start the daemon; empty: it is started itself.
    ///   - root: where the daemon's root directory is seen from here.
    static func start(
        in folder: URL, endpoints wanted: DaemonConfiguration.Endpoints = .free, _ arguments: [String] = [],
        launcher: [String] = [], seenAt root: URL? = nil
    ) async throws -> DaemonProcess {
        let slot = try await DaemonSlots.shared.take()
        let data = folder.appendingPathComponent("data").path
        let directory = DataDirectory(root?.appendingPathComponent(data).path ?? data)
        try? FileManager.default.removeItem(at: directory.endpoints)
        let command =
            launcher + [LetopisProcess.program.path, "serve", "--data", data, "--http", ""]
            + ["--submit", wanted.submit, "--pull", wanted.pull, "--subscribe", wanted.subscribe]
            + ["--events", wanted.events, "--replay", wanted.replay] + arguments
        let process = try LetopisProcess(
            Array(command.dropFirst()), program: URL(fileURLWithPath: command[0]), in: folder)
        try await eventually("the daemon is bound; its messages: \(process.errors)") {
            if !process.isRunning { throw Timeout(what: "the daemon serves; it ended with: \(process.errors)") }
            return directory.readEndpoints() != nil
        }
        guard let endpoints = directory.readEndpoints() else { throw Timeout(what: "the endpoints are written") }
        return DaemonProcess(process: process, endpoints: endpoints, folder: folder, slot: slot)
    }

    /// Runs a command on its data.
    func command(_ arguments: String...) async throws -> LetopisProcess.Outcome {
        try await LetopisProcess(arguments + Self.data, in: folder).finish()
    }

    /// Waits until everything that follows the log has caught up with it.
    func settle() async throws {
        let outcome = try await command("status", "--wait", "120")
        if outcome.status != 0 {
            throw Timeout(what: "everything has caught up: \(outcome.output) \(outcome.errors) \(process.errors)")
        }
    }

    /// Stops it in order.
    func stop(within period: Duration = .seconds(60)) async throws -> LetopisProcess.Outcome {
        process.signal(SIGTERM)
        defer { slot.giveBack() }
        return try await process.finish(within: period)
    }

    /// Kills it on the spot.
    func kill() async throws {
        process.signal(SIGKILL)
        defer { slot.giveBack() }
        _ = try await process.finish()
    }
}

extension DaemonConfiguration.Endpoints {
    /// Loopback ports that the system chooses.
    static let free = Self { _ in "tcp://127.0.0.1:*" }

    /// Named sockets in a folder: they are the same after each restart and nobody else can take them.
    static func named(in folder: URL) -> Self {
        Self { "ipc://" + folder.appendingPathComponent($0).path }
    }

    private init(_ endpoint: (String) -> String) {
        self.init()
        submit = endpoint("submit")
        pull = endpoint("pull")
        subscribe = endpoint("subscribe")
        events = endpoint("events")
        replay = endpoint("replay")
    }
}

/// Articles for tests.
enum TestArticles {
    /// The samples that come with the product.
    static let samples: URL = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("deploy/samples")

    /// The paths of the samples in the order of their story.
    static func samplePaths() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: samples.path).sorted().filter { $0.hasSuffix(".json") }
            .map { samples.appendingPathComponent($0).path }
    }

    /// A short article in Bulgarian.
    static func short(_ number: Int) -> [UInt8] {
        plain(
            id: "short-\(number)", title: "Среща номер \(number)",
            body: "Френският президент Еманюел Макрон ще се срещне с германския канцлер Фридрих Мерц в Берлин утре.")
    }

    /// A plain article.
    static func plain(id: String, title: String, body: String, language: String = "bg") -> [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.member("id", id)
            json.member("title", title)
            json.member("body", body)
            json.member("language", language)
            json.member("published", "2025-10-21T10:00:00+03:00")
        }
        return writer.bytes
    }
}
