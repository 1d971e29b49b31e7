import Glibc
import Synchronization

@testable import EventLog

/// A file system in memory that fails when told to, counts what it is asked, and forgets what was not synced.
final class MemoryFileSystem: FileSystem {
    /// What can be told to fail.
    enum Operation: Hashable {
        case open, write, sync, syncDirectory, truncate, rename, remove, read
    }

    /// A failure to come.
    struct Fault {
        /// What fails; nil for every operation.
        var operation: Operation?
        /// So many calls of it succeed before.
        var skip = 0
        /// The error number.
        var code: Int32
        /// What a failing write still writes.
        var bytesKept = 0
        /// Whether all later calls fail too, as after a power failure.
        var persists = false
    }

    struct Inode {
        var content: [UInt8] = []
        var synced: [UInt8] = []
    }

    struct State {
        var names: [String: Int] = [:]
        var syncedNames: [String: Int] = [:]
        var inodes: [Inode] = []
        var locked: Set<String> = []
        var counts: [Operation: Int] = [:]
        var bytesRead = 0
        var fault: Fault?
        var writeBytesMax = Int.max
        var syncsAreHeld = false
    }

    let state: Monitor<State>

    init(_ state: sending State = State()) {
        self.state = Monitor(state)
    }

    // MARK: What tests do

    func fail(_ fault: Fault?) { state.withLock { $0.fault = fault } }

    func limitWrites(to bytes: Int) { state.withLock { $0.writeBytesMax = bytes } }

    /// Lets syncs wait until told otherwise.
    func holdSyncs(_ hold: Bool) { state.withLock { $0.syncsAreHeld = hold } }

    func count(_ operation: Operation) -> Int { state.withLock { $0.counts[operation] ?? 0 } }

    /// How many bytes were read in all.
    var bytesRead: Int { state.withLock { $0.bytesRead } }

    /// Waits until an operation was asked for so often.
    func waitForCount(_ operation: Operation, _ count: Int) {
        state.wait { ($0.counts[operation] ?? 0) >= count ? () : nil }
    }

    func content(_ path: String) -> [UInt8] {
        state.withLock { state in state.names[path].map { state.inodes[$0].content } ?? [] }
    }

    /// Replaces a file's content, durably.
    func setContent(_ path: String, _ bytes: [UInt8]) {
        state.withLock { state in
            state.inodes.append(Inode(content: bytes, synced: bytes))
            state.names[path] = state.inodes.count - 1
            state.syncedNames[path] = state.inodes.count - 1
        }
    }

    func removeFile(_ path: String) {
        state.withLock { state in
            state.names[path] = nil
            state.syncedNames[path] = nil
        }
    }

    func paths(suffix: String) -> [String] {
        state.withLock { $0.names.keys.filter { $0.hasSuffix(suffix) }.sorted() }
    }

    /// A copy in which everything is durable and nothing is locked: what another machine would find on the disk.
    func copy() -> MemoryFileSystem {
        let now = state.withLock { $0 }
        var copied = State()
        copied.inodes = now.inodes.map { Inode(content: $0.content, synced: $0.content) }
        copied.names = now.names
        copied.syncedNames = now.names
        return MemoryFileSystem(copied)
    }

    /// What is found after a power failure: what was synced, and of the rest any subset of sectors and names.
    func afterPowerFailure(sectorBytes: Int, using random: inout some RandomNumberGenerator) -> MemoryFileSystem {
        let now = state.withLock { $0 }
        var left = State()
        for inode in now.inodes {
            let content = Self.torn(inode, sectorBytes: sectorBytes, using: &random)
            left.inodes.append(Inode(content: content, synced: content))
        }
        for path in Set(now.names.keys).union(now.syncedNames.keys).sorted() {
            let old = now.syncedNames[path]
            let new = now.names[path]
            let kept = old == new || Bool.random(using: &random) ? new : old
            left.names[path] = kept
            left.syncedNames[path] = kept
        }
        return MemoryFileSystem(left)
    }

    private static func torn(
        _ inode: Inode, sectorBytes: Int, using random: inout some RandomNumberGenerator
    ) -> [UInt8] {
        if inode.content == inode.synced { return inode.content }
        let shorter = min(inode.content.count, inode.synced.count)
        let longer = max(inode.content.count, inode.synced.count)
        let length =
            Bool.random(using: &random) ? inode.content.count : Int.random(in: shorter...longer, using: &random)
        var bytes =
            Array(inode.synced.prefix(length)) + [UInt8](repeating: 0, count: max(0, length - inode.synced.count))
        var start = 0
        while start < min(length, inode.content.count) {
            let end = min(start + sectorBytes, length, inode.content.count)
            if Bool.random(using: &random) { bytes.replaceSubrange(start..<end, with: inode.content[start..<end]) }
            start = end
        }
        return bytes
    }

    // MARK: FileSystem

    func createDirectory(_ path: String) throws {}

    func list(_ directory: String) throws -> [String] {
        state.withLock { state in
            state.names.keys.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.count + 1)) }
        }
    }

    func open(_ path: String, _ mode: FileMode) throws -> (any File)? {
        try state.withLock { state in
            try Self.call(.open, path, &state)
            if state.names[path] == nil {
                guard mode == .create else { return nil }
                state.inodes.append(Inode())
                state.names[path] = state.inodes.count - 1
            }
            return MemoryFile(path: path, inode: state.names[path]!, fileSystem: self)
        }
    }

    func remove(_ path: String) throws {
        try state.withLock { state in
            try Self.call(.remove, path, &state)
            state.names[path] = nil
        }
    }

    func rename(_ path: String, to newPath: String) throws {
        try state.withLock { state in
            try Self.call(.rename, path, &state)
            state.names[newPath] = state.names.removeValue(forKey: path)
        }
    }

    func syncDirectory(_ path: String) throws {
        try state.withLock { state in
            try Self.call(.syncDirectory, path, &state)
            state.syncedNames = state.names
        }
    }

    func lock(_ path: String, for directory: String) throws -> any Sendable {
        let isFree = state.withLock { $0.locked.insert(path).inserted }
        guard isFree else { throw LogError.locked(directory: directory, processIdentifier: nil) }
        return MemoryLock(path: path, fileSystem: self)
    }

    /// Counts a call and fails it if its time has come.
    static func call(_ operation: Operation, _ path: String, _ state: inout State) throws {
        state.counts[operation, default: 0] += 1
        guard let fault = state.fault, fault.operation == nil || fault.operation == operation else { return }
        if fault.skip > 0 {
            state.fault?.skip -= 1
            return
        }
        if !fault.persists { state.fault = nil }
        throw LogError.file(FileFailure(operation: "\(operation)", path: path, code: fault.code))
    }
}

/// An open file in memory.
private final class MemoryFile: File {
    let path: String
    let inode: Int
    let fileSystem: MemoryFileSystem

    init(path: String, inode: Int, fileSystem: MemoryFileSystem) {
        self.path = path
        self.inode = inode
        self.fileSystem = fileSystem
    }

    func size() throws -> Int {
        fileSystem.state.withLock { $0.inodes[inode].content.count }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        try fileSystem.state.withLock { state in
            try MemoryFileSystem.call(.read, path, &state)
            let content = state.inodes[inode].content
            guard offset < content.count else { return 0 }
            let part = content[offset..<min(content.count, offset + buffer.count)]
            buffer.copyBytes(from: part)
            state.bytesRead += part.count
            return part.count
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws -> Int {
        try fileSystem.state.withLock { state in
            let kept = state.fault?.bytesKept ?? 0
            do {
                try MemoryFileSystem.call(.write, path, &state)
            } catch {
                put(bytes.prefix(kept), at: offset, &state)
                throw error
            }
            let part = bytes.prefix(state.writeBytesMax)
            put(part, at: offset, &state)
            return part.count
        }
    }

    private func put(_ bytes: Slice<UnsafeRawBufferPointer>, at offset: Int, _ state: inout MemoryFileSystem.State) {
        let missing = offset + bytes.count - state.inodes[inode].content.count
        if missing > 0 { state.inodes[inode].content += [UInt8](repeating: 0, count: missing) }
        state.inodes[inode].content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }

    func truncate(to length: Int) throws {
        try fileSystem.state.withLock { state in
            try MemoryFileSystem.call(.truncate, path, &state)
            let count = state.inodes[inode].content.count
            if count > length { state.inodes[inode].content.removeLast(count - length) }
        }
    }

    func sync() throws {
        let failure = fileSystem.state.withLock { state -> (any Error)? in
            do {
                try MemoryFileSystem.call(.sync, path, &state)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        fileSystem.state.wait { state -> Void? in
            if state.syncsAreHeld { return nil }
            state.inodes[inode].synced = state.inodes[inode].content
            return ()
        }
    }
}

/// Held while the log is open.
private final class MemoryLock: Sendable {
    let path: String
    let fileSystem: MemoryFileSystem

    init(path: String, fileSystem: MemoryFileSystem) {
        self.path = path
        self.fileSystem = fileSystem
    }

    deinit { fileSystem.state.withLock { _ = $0.locked.remove(path) } }
}

/// A generator whose whole course follows from its seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
