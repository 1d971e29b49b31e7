import Daemon
import Foundation
import Testing

@Suite("A log that was damaged or lost")
struct LogMaintenanceTests {
    private static let articles = 30

    @Test("is refused by serve, explained and repaired by log repair, and then served with all that can be read")
    func repair() async throws {
        let folder = try TemporaryFolder()
        try await Self.fill(folder)
        let data = ["--data", "data"]
        let log = DataDirectory(folder.url.appendingPathComponent("data").path).log
        let segment = try #require(try Self.segments(log).first)
        var bytes = try Data(contentsOf: segment)
        // In the middle of the first article.
        bytes[300] ^= 1
        try bytes.write(to: segment)

        let refused = try await LetopisProcess(["serve", "--http", ""] + data, in: folder.url).finish()
        #expect(refused.status != 0)
        #expect(refused.errors.contains("letopis log repair"), "\(refused.errors)")

        let told = try await LetopisProcess(["log", "repair"] + data, in: folder.url).finish()
        #expect(told.status == 1)
        #expect(told.output.contains(segment.lastPathComponent) && told.output.contains("--yes"), "\(told.output)")
        #expect(try Data(contentsOf: segment) == bytes)

        let repaired = try await LetopisProcess(["log", "repair", "--yes"] + data, in: folder.url).finish()
        #expect(repaired.status == 0, "\(repaired.errors)")
        let aside = try FileManager.default.contentsOfDirectory(atPath: log.path).filter { $0.hasPrefix("damaged-") }
        #expect(aside.count == 1)
        let copy = log.appendingPathComponent(aside[0]).appendingPathComponent(segment.lastPathComponent)
        #expect(try Data(contentsOf: copy) == bytes)
        let again = try await LetopisProcess(["log", "repair"] + data, in: folder.url).finish()
        #expect(again.status == 0 && again.output.contains("nothing to repair"))

        let daemon = try await DaemonProcess.start(in: folder.url)
        try await daemon.settle()
        #expect(try await daemon.command("log", "verify").status == 0)
        #expect(try await daemon.command("meetings", "--json").lines.count > 0)
        #expect(try await daemon.stop().status == 0)
    }

    @Test("is restored by copying a backup back, and everything else is built from it")
    func backup() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await Self.fill(folder, stops: false)
        let first = try await daemon.command("log", "backup", "copy", "--json")
        #expect(first.status == 0, "\(first.errors)")
        let line = JSONLine(first.output)
        #expect(line.lastSequence.number > Self.articles && line.copiedBytes.number > 0)
        let second = try await daemon.command("log", "backup", "copy", "--table")
        #expect(second.output.contains(line.digest.string), "\(second.output)")
        let inside = try await daemon.command("log", "backup", "data/log/copy")
        #expect(inside.status == 1 && inside.errors.contains("own directory"), "\(inside.errors)")
        let before = try await daemon.command("meetings", "--json").output
        #expect(try await daemon.stop().status == 0)

        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("data"))
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("data"), withIntermediateDirectories: true)
        let log = DataDirectory(folder.url.appendingPathComponent("data").path).log
        try FileManager.default.copyItem(at: folder.url.appendingPathComponent("copy"), to: log)
        let restored = try await DaemonProcess.start(in: folder.url)
        try await restored.settle()
        #expect(try await restored.command("meetings", "--json").output == before)
        #expect(try await restored.command("log", "verify").output.contains(line.digest.string))
        #expect(try await restored.stop().status == 0)
    }

    /// Lets a daemon take some articles that report a meeting.
    @discardableResult
    private static func fill(_ folder: TemporaryFolder, stops: Bool = true) async throws -> DaemonProcess {
        let daemon = try await DaemonProcess.start(in: folder.url)
        let client = try await ArticleClient(.submit, endpoint: daemon.endpoints.submit)
        try await client.submit((0..<articles).map(TestArticles.short)) { _, receipt in
            #expect(receipt.status == .accepted)
        }
        await client.close()
        try await daemon.settle()
        if stops { #expect(try await daemon.stop().status == 0) }
        return daemon
    }

    private static func segments(_ log: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: log, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "segment" }.sorted { $0.path < $1.path }
    }
}
