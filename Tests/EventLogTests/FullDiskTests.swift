import Foundation
import Testing

@testable import EventLog

/// A real file system without room.
@Suite struct FullDiskTests {
    private static let sizeMax = "1m"
    private static let ballastBytes = 300_000
    private static let segmentBytes = 65_536

    @Test func whatWasAcknowledgedIsReadAndWithRoomAgainItGoesOn() async throws {
        let directory = try TemporaryDirectory()
        guard let disk = try await TinyDisk.mount(size: Self.sizeMax, below: directory.path) else {
            return print("skipped: a small file system cannot be mounted here, which takes root or user namespaces")
        }
        defer { disk.unmount() }
        let log = disk.path + "/log"
        try Data(count: Self.ballastBytes).write(to: URL(fileURLWithPath: disk.path + "/ballast"))

        let first = try writer(log, 1, directory)
        try await eventually("the disk is full") { first.told.lines.contains { $0.hasPrefix("tip") } }
        let told = first.told
        #expect(told.acknowledged > 100)
        for word in ["failed", "health"] {
            let line = told.lines.first { $0.hasPrefix(word) } ?? ""
            #expect(line.contains("No space left on device. Make room and restart."), "\(word): \(line)")
        }
        let tip = told.lines.first { $0.hasPrefix("tip") }.flatMap { UInt64($0.dropFirst(4)) } ?? 0
        #expect(tip >= told.acknowledged, "a reader beside the failed writer goes on")
        try expectReadable(log, tip)
        try first.end()

        // Not a byte of room: a start says so, and what is there can be read all the same.
        fill(disk.path + "/filling")
        let second = try writer(log, 2, directory)
        try await eventually("it says something") {
            !second.isRunning || second.told.lines.contains { $0.hasPrefix("tip") }
        }
        #expect(second.told.lines.contains { $0.contains("No space left on device. Make room and restart.") })
        second.kill()
        try expectReadable(log, tip)

        for name in ["ballast", "filling"] { try FileManager.default.removeItem(atPath: disk.path + "/" + name) }
        let third = try writer(log, 3, directory)
        try await eventually("it goes on") { third.told.acknowledged > tip + 10 }
        #expect(third.told.opened ?? 0 >= tip)
        third.kill()
        try expectReadable(log, third.told.acknowledged)
        #expect(try LogVerification.run(directory: log).isIntact)
    }

    private func writer(_ log: String, _ number: UInt64, _ directory: TemporaryDirectory) throws -> LogWriterProcess {
        try LogWriterProcess(
            directory: log, seed: number, segmentBytes: Self.segmentBytes,
            output: URL(fileURLWithPath: "\(directory.path)/writer-\(number)"))
    }

    private func expectReadable(_ log: String, _ last: UInt64) throws {
        let view = try SegmentLogView.open(directory: log)
        #expect(view.lastSequence >= last)
        var next: UInt64 = 1
        _ = try view.makeReader(from: 1).read(recordsMax: .max) { record in
            #expect(record.sequence == next)
            next += 1
        }
        #expect(next == view.lastSequence + 1)
    }

    private func fill(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4096)
        while write(descriptor, block, block.count) > 0 {}
    }
}

/// A file system of a megabyte in memory, mounted in a namespace of its own and reached through `/proc`.
private final class TinyDisk {
    let path: String
    private let holder: Process

    private init(holder: Process, path: String) {
        self.holder = holder
        self.path = path
    }

    /// Mounts one; nil where this user may not.
    static func mount(size: String, below directory: String) async throws -> TinyDisk? {
        let place = directory + "/disk"
        let ready = directory + "/mounted"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = [
            "unshare", getuid() == 0 ? "-m" : "-Urm", "sh", "-c",
            "mount -t tmpfs -o size=\(size) letopis '\(place)' && touch '\(ready)' && exec sleep 600",
        ]
        holder.standardError = FileHandle.nullDevice
        try holder.run()
        try await eventually("the disk is mounted or refused") {
            !holder.isRunning || FileManager.default.fileExists(atPath: ready)
        }
        guard holder.isRunning else { return nil }
        return TinyDisk(holder: holder, path: "/proc/\(holder.processIdentifier)/root\(place)")
    }

    /// Lets go of it, with all that is on it.
    func unmount() { kill(holder.processIdentifier, SIGKILL) }
}
