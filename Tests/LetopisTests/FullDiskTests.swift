import Chronicle
import Daemon
import Foundation
import Testing

@Suite("A full disk")
struct FullDiskTests {
    private static let sizeMax = "12m"
    private static let articleBytes = 200_000
    private static let articlesMax = 400

    @Test("is answered with “unavailable”, loses nothing acknowledged, and with room again a restart goes on")
    func fullDisk() async throws {
        let folder = try TemporaryFolder()
        guard let disk = try await SmallDisk.mount("data", size: Self.sizeMax, in: folder.url) else {
            return print("skipped: a small file system cannot be mounted here, which takes root or user namespaces")
        }
        let daemon = try await start(on: disk, folder)

        var acknowledged: [String: UInt64] = [:]
        var refusal: Receipt?
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        for number in 0..<Self.articlesMax where refusal == nil {
            try await client.submit([Self.article(number)]) { _, receipt in
                if receipt.status == .accepted {
                    acknowledged["large-\(number)"] = receipt.sequence
                } else {
                    refusal = receipt
                }
            }
        }
        let refused = try #require(refusal)
        #expect(refused.status == .unavailable)
        #expect(refused.reason.contains("No space left on device"), "\(refused.reason)")
        #expect(!acknowledged.isEmpty)

        // Still full: still refused, and what is there can still be read.
        try await client.submit([Self.article(0), Self.article(10_000)]) { index, receipt in
            #expect(receipt.status == (index == 0 ? .duplicate : .unavailable))
        }
        #expect(try await Self.accepted(daemon) == acknowledged)
        await client.close()

        // The status says so, also by its exit code.
        let command = disk.launcher + [LetopisProcess.program.path, "status", "--data", disk.path]
        let status = try await LetopisProcess(
            Array(command.dropFirst()), program: URL(fileURLWithPath: command[0]), in: folder.url
        ).finish()
        #expect(status.status == 1)
        #expect(JSONLine(status.output).daemon.health.string == "read-only")
        #expect(status.errors.contains("No space left on device"), "\(status.errors)")

        // Full to the last byte and killed: a start serves what there is, takes nothing, and stops in order.
        try await disk.fill()
        try await daemon.kill()
        let full = try await start(on: disk, folder)
        #expect(try await Self.accepted(full) == acknowledged)
        // What the killed one had begun to write may be given back by a start.
        try await disk.fill()
        let other = try await ArticleClient(.submit, endpoint: full.endpoints.submit)
        try await other.submit([Self.article(10_000)]) { _, receipt in #expect(receipt.status == .unavailable) }
        await other.close()
        #expect(try await full.stop().status == 0)

        try await disk.resize(to: "256m")
        let resumed = try await start(on: disk, folder)
        let again = try await ArticleClient(.submit, endpoint: resumed.endpoints.submit)
        try await again.submit([Self.article(0), Self.article(10_000)]) { index, receipt in
            #expect(receipt.status == (index == 0 ? .duplicate : .accepted))
            if index == 1 { acknowledged["large-10000"] = receipt.sequence }
        }
        await again.close()
        #expect(try await Self.accepted(resumed) == acknowledged)
        #expect(try await resumed.stop().status == 0)
        disk.unmount()
    }

    private func start(on disk: SmallDisk, _ folder: TemporaryFolder) async throws -> DaemonProcess {
        try await DaemonProcess.start(in: folder.url, launcher: disk.launcher, seenAt: disk.root)
    }

    /// The accepted articles, as the daemon replays them.
    private static func accepted(_ daemon: DaemonProcess) async throws -> [String: UInt64] {
        var accepted: [String: UInt64] = [:]
        let client = try EventClient(events: daemon.endpoints.events, replay: daemon.endpoints.replay)
        try await client.replay(.init(from: 1, topics: ["article.accepted"])) { event in
            guard case .object(let object)? = try? JSONParser.parse(event.body),
                case .string(let article)? = object["subject"]
            else { return }
            accepted[article] = event.header.sequence
        }
        await client.close()
        return accepted
    }

    private static func article(_ number: Int) -> [UInt8] {
        TestArticles.plain(
            id: "large-\(number)", title: "", body: String(repeating: "\(number) ", count: articleBytes / 5),
            language: "xx")
    }
}

/// A file system of a few megabytes in memory, mounted where only the processes started through it see it.
final class SmallDisk: Sendable {
    private let holder: LetopisProcess
    let path: String

    private init(holder: LetopisProcess, path: String) {
        self.holder = holder
        self.path = path
    }

    /// What goes before a command that is to see the disk.
    var launcher: [String] { Self.enter(holder.identifier) }
    /// The root of the file system as those processes see it.
    var root: URL { URL(fileURLWithPath: "/proc/\(holder.identifier)/root") }

    /// Mounts one; nil where this user may not.
    static func mount(_ name: String, size: String, in folder: URL) async throws -> SmallDisk? {
        let path = folder.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let ready = folder.appendingPathComponent("mounted").path
        let isolate = getuid() == 0 ? "-m" : "-Urm"
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare") else { return nil }
        let holder = try LetopisProcess(
            [
                isolate, "sh", "-c",
                "mount -t tmpfs -o size=\(size) letopis '\(path)' && touch '\(ready)' && exec sleep 600",
            ],
            program: URL(fileURLWithPath: "/usr/bin/unshare"), in: folder)
        try await eventually("the disk is mounted") {
            !holder.isRunning || FileManager.default.fileExists(atPath: ready)
        }
        return holder.isRunning ? SmallDisk(holder: holder, path: path) : nil
    }

    /// Makes it larger or smaller.
    func resize(to size: String) async throws {
        #expect(try await run("mount", "-o", "remount,size=\(size)", path).status == 0)
    }

    /// Writes into one more file until nothing goes in any more.
    func fill() async throws {
        let outcome = try await run("dd", "if=/dev/zero", "of=\(path)/filler", "bs=4k", "oflag=append", "conv=notrunc")
        #expect(outcome.status != 0 && outcome.errors.contains("No space left on device"), "\(outcome.errors)")
    }

    private func run(_ arguments: String...) async throws -> LetopisProcess.Outcome {
        let command = launcher + arguments
        return try await LetopisProcess(
            Array(command.dropFirst()), program: URL(fileURLWithPath: command[0]),
            in: URL(fileURLWithPath: path).deletingLastPathComponent()
        ).finish()
    }

    /// Lets go of it, with all that is on it.
    func unmount() { holder.signal(SIGKILL) }

    private static func enter(_ process: Int32) -> [String] {
        ["/usr/bin/nsenter", "-t", "\(process)"] + (getuid() == 0 ? ["-m"] : ["-U", "-m", "--preserve-credentials"])
    }
}
