import Glibc
import Synchronization
import Threading

@testable import EventLog

/// A file system in memory that fails when told to, counts what it is asked, and knows what was synced.
final class MemoryFileSystem: FileSystem {
    /// What can be told to fail.
    enum Operation: Hashable, CaseIterable {
        case createDirectory, list, open, inspect, read, lock
        case create, write, sync, syncDirectory, truncate, rename, remove

        /// Those that change what is on the disk, or what survives there.
        static let changing: Set<Operation> = [.create, .write, .sync, .syncDirectory, .truncate, .rename, .remove]
        /// Those that need room.
        static let growing: Set<Operation> = [.createDirectory, .create, .write]
    }

    /// A failure to come.
    struct Fault {
        /// What fails.
        var operations = Set(Operation.allCases)
        /// So many calls of these succeed before.
        var skip = 0
        /// The error number.
        var code: Int32
        /// What a failing write still writes.
        var bytesKept = 0
        /// Whether all later calls fail too.
        var persists = false
    }

    /// A disk just before something was done to it.
    struct Moment {
        var disk: MemoryDisk
        /// What the test had said last with ``MemoryFileSystem/mark(_:)``.
        var mark: Int
    }

    struct State {
        var disk = MemoryDisk()
        var locked: Set<String> = []
        var counts: [Operation: Int] = [:]
        var bytesRead = 0
        var fault: Fault?
        var failures: [String] = []
        var writeBytesMax = Int.max
        var syncsAreHeld = false
        var mark = 0
        var moments: [Moment]?
    }

    let state: Monitor<State>
    private let observer = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ disk: MemoryDisk = MemoryDisk()) {
        state = Monitor(State(disk: disk))
    }

    /// A disk on which everything is durable.
    convenience init(files: [String: [UInt8]]) { self.init(MemoryDisk(files: files)) }

    // MARK: What tests do

    func fail(_ fault: Fault?) { state.withLock { $0.fault = fault } }

    /// The paths of the calls that were made to fail.
    var failures: [String] { state.withLock { $0.failures } }

    func limitWrites(to bytes: Int) { state.withLock { $0.writeBytesMax = bytes } }

    /// Lets syncs wait until told otherwise.
    func holdSyncs(_ hold: Bool) { state.withLock { $0.syncsAreHeld = hold } }

    func count(_ operation: Operation) -> Int { state.withLock { $0.counts[operation] ?? 0 } }

    /// Remembers the disk before each call that changes something; ``moments`` gives them.
    func recordMoments() { state.withLock { $0.moments = [] } }

    /// Labels the moments that come.
    func mark(_ mark: Int) { state.withLock { $0.mark = mark } }

    /// The disk before each changing call since ``recordMoments()``, and as it is now.
    var moments: [Moment] {
        state.withLock { ($0.moments ?? []) + [Moment(disk: $0.disk, mark: $0.mark)] }
    }

    /// Calls a closure before each call that changes something, on the thread that makes the call; not for calls that
    /// the closure makes.
    func observe(_ body: (@Sendable () -> Void)?) { observer.withLock { $0 = body } }

    /// How many bytes were read in all.
    var bytesRead: Int { state.withLock { $0.bytesRead } }

    var disk: MemoryDisk { state.withLock { $0.disk } }

    func content(_ path: String) -> [UInt8] { disk.files[path] ?? [] }

    /// Replaces a file's content, durably.
    func setContent(_ path: String, _ bytes: [UInt8]) { state.withLock { $0.disk.put(bytes, at: path) } }

    func removeFile(_ path: String) {
        state.withLock { state in
            state.disk.names[path] = nil
            state.disk.syncedNames[path] = nil
        }
    }

    func paths(suffix: String) -> [String] { disk.names.keys.filter { $0.hasSuffix(suffix) }.sorted() }

    /// A copy in which everything is durable and nothing is locked: what another machine would find on the disk.
    func copy() -> MemoryFileSystem { MemoryFileSystem(files: disk.files) }

    /// The same disk for the next process, once this one was killed.
    func afterKill() -> MemoryFileSystem { MemoryFileSystem(disk) }

    /// What is found after a power failure: one of all that it may leave.
    func afterPowerFailure(sectorBytes: Int, using random: inout some RandomNumberGenerator) -> MemoryFileSystem {
        MemoryFileSystem(files: disk.oneAfterPowerFailure(sectorBytes: sectorBytes, using: &random))
    }

    // MARK: FileSystem

    func createDirectory(_ path: String) throws { try call(.createDirectory, path) { _ in } }

    func list(_ directory: String) throws -> [String] {
        try call(.list, directory) { state in
            state.disk.names.keys.filter { $0.hasPrefix(directory + "/") }
                .map { String($0.dropFirst(directory.count + 1)) }
        }
    }

    func open(_ path: String, _ mode: FileMode) throws -> (any File)? {
        let exists = state.withLock { $0.disk.names[path] != nil }
        let inode = try call(mode == .create && !exists ? .create : .open, path) { state -> Int? in
            if state.disk.names[path] == nil, mode == .create {
                state.disk.inodes.append(MemoryDisk.Inode())
                state.disk.names[path] = state.disk.inodes.count - 1
            }
            return state.disk.names[path]
        }
        return inode.map { MemoryFile(path: path, inode: $0, fileSystem: self) }
    }

    func remove(_ path: String) throws { try call(.remove, path) { $0.disk.names[path] = nil } }

    func rename(_ path: String, to newPath: String) throws {
        try call(.rename, path) { $0.disk.names[newPath] = $0.disk.names.removeValue(forKey: path) }
    }

    func syncDirectory(_ path: String) throws {
        try call(.syncDirectory, path) { $0.disk.syncedNames = $0.disk.names }
    }

    func lock(_ path: String, for directory: String) throws -> any Sendable {
        let isFree = try call(.lock, path) { $0.locked.insert(path).inserted }
        guard isFree else { throw LogError.locked(directory: directory, processIdentifier: nil) }
        return MemoryLock(path: path, fileSystem: self)
    }

    /// Counts a call, fails it if its time has come, and does it otherwise.
    fileprivate func call<Result>(
        _ operation: Operation, _ path: String, orFailing failing: (inout State, Fault) -> Void = { _, _ in },
        _ body: (inout State) -> Result
    ) throws -> Result {
        if Operation.changing.contains(operation) { runObserver() }
        return try state.withLock { state in
            state.counts[operation, default: 0] += 1
            if Operation.changing.contains(operation) {
                state.moments?.append(Moment(disk: state.disk, mark: state.mark))
            }
            guard let fault = state.fault, fault.operations.contains(operation) else { return body(&state) }
            if fault.skip > 0 {
                state.fault?.skip -= 1
                return body(&state)
            }
            if !fault.persists { state.fault = nil }
            state.failures.append(path)
            failing(&state, fault)
            throw LogError.file(FileFailure(operation: "\(operation)", path: path, code: fault.code))
        }
    }

    @TaskLocal private static var isObserving = false

    private func runObserver() {
        guard !Self.isObserving, let body = observer.withLock({ $0 }) else { return }
        Self.$isObserving.withValue(true) { body() }
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
        try fileSystem.call(.inspect, path) { $0.disk.inodes[inode].content.count }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        try fileSystem.call(.read, path) { state in
            let content = state.disk.inodes[inode].content
            guard offset < content.count else { return 0 }
            let part = content[offset..<min(content.count, offset + buffer.count)]
            buffer.copyBytes(from: part)
            state.bytesRead += part.count
            return part.count
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws -> Int {
        try fileSystem.call(
            .write, path, orFailing: { state, fault in put(bytes.prefix(fault.bytesKept), at: offset, &state) }
        ) { state in
            let part = bytes.prefix(state.writeBytesMax)
            put(part, at: offset, &state)
            return part.count
        }
    }

    private func put(_ bytes: Slice<UnsafeRawBufferPointer>, at offset: Int, _ state: inout MemoryFileSystem.State) {
        var content = state.disk.inodes[inode].content
        let missing = offset + bytes.count - content.count
        if missing > 0 { content += [UInt8](repeating: 0, count: missing) }
        content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        state.disk.inodes[inode].content = content
    }

    func truncate(to length: Int) throws {
        try fileSystem.call(.truncate, path) { state in
            let content = state.disk.inodes[inode].content
            let missing = max(0, length - content.count)
            state.disk.inodes[inode].content = content.prefix(length) + [UInt8](repeating: 0, count: missing)
        }
    }

    func sync() throws {
        try fileSystem.call(.sync, path) { _ in }
        fileSystem.state.wait { state -> Void? in
            if state.syncsAreHeld { return nil }
            state.disk.inodes[inode].sync()
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
