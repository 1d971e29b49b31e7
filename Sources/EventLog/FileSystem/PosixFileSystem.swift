import Glibc

/// The system's own file system.
public struct PosixFileSystem: FileSystem {
    /// The system's own file system.
    public init() {}

    /// Creates a directory and those above it, durably; does nothing when it exists.
    public func createDirectory(_ path: String) throws {
        if mkdir(path, 0o750) == 0 { return try syncDirectory(parent(of: path)) }
        if errno == EEXIST { return }
        guard errno == ENOENT else { throw failure("create", path) }
        let parent = parent(of: path)
        guard parent.utf8.count < path.utf8.count else { throw failure("create", path) }
        try createDirectory(parent)
        if mkdir(path, 0o750) != 0, errno != EEXIST { throw failure("create", path) }
        try syncDirectory(parent)
    }

    private func parent(of path: String) -> String {
        let slash = UInt8(ascii: "/")
        let above = path.utf8.reversed().drop { $0 == slash }.drop { $0 != slash }
        if above.isEmpty { return path.utf8.first == slash ? "/" : "." }
        return String(decoding: above.reversed(), as: UTF8.self)
    }

    /// The names of the files in a directory.
    public func list(_ directory: String) throws -> [String] {
        guard let stream = opendir(directory) else { throw failure("list", directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Opens a file; nil when it does not exist and is not to be created.
    public func open(_ path: String, _ mode: FileMode) throws -> (any File)? {
        let flags: Int32 =
            switch mode {
            case .read: O_RDONLY
            case .write: O_RDWR
            case .create: O_RDWR | O_CREAT
            }
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o640)
        if descriptor < 0 {
            if errno == ENOENT, mode != .create { return nil }
            throw failure("open", path)
        }
        return PosixFile(descriptor: descriptor, path: path)
    }

    /// Removes a file's name.
    public func remove(_ path: String) throws {
        if unlink(path) != 0 { throw failure("remove", path) }
    }

    /// Gives a file another name in the same directory.
    public func rename(_ path: String, to newPath: String) throws {
        if Glibc.rename(path, newPath) != 0 { throw failure("rename", path) }
    }

    /// Makes created, renamed and removed names of a directory durable.
    public func syncDirectory(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 { throw failure("sync", path) }
    }

    /// Takes a lock with `flock`; the system frees it when the process ends, however it ends.
    public func lock(_ path: String, for directory: String) throws -> any Sendable {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failure("open", path) }
        let file = PosixFile(descriptor: descriptor, path: path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw failure("lock", path) }
            let holder = String(decoding: try file.bytes(at: 0, count: 16).prefix { $0 != 10 }, as: UTF8.self)
            throw LogError.locked(directory: directory, processIdentifier: Int32(holder))
        }
        try file.truncate(to: 0)
        try Array("\(getpid())\n".utf8).withUnsafeBytes { try file.writeAll($0, at: 0) }
        return file
    }

    private func failure(_ operation: String, _ path: String) -> LogError {
        .file(FileFailure(operation: operation, path: path, code: errno))
    }
}

/// A file descriptor, closed when nobody holds it any more.
final class PosixFile: File {
    private let descriptor: Int32
    private let path: String

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    func size() throws -> Int {
        var status = stat()
        if fstat(descriptor, &status) != 0 { throw failure("inspect") }
        return Int(status.st_size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, offset + done)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read", at: offset + done)
            }
            done += count
        }
        return done
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws -> Int {
        while true {
            let count = pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
            if count > 0 { return count }
            if count == 0 || errno != EINTR { throw failure("write", at: offset, code: count == 0 ? ENOSPC : errno) }
        }
    }

    func truncate(to length: Int) throws {
        if ftruncate(descriptor, length) != 0 { throw failure("truncate", at: length) }
    }

    func sync() throws {
        if fdatasync(descriptor) != 0 { throw failure("sync") }
    }

    private func failure(_ operation: String, at offset: Int? = nil, code: Int32 = errno) -> LogError {
        .file(FileFailure(operation: operation, path: path, offset: offset, code: code))
    }
}
