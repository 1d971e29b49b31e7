/// The few things that a log asks of a file system, so that tests can make each of them fail.
///
/// Every method throws ``LogError/file(_:)``.
public protocol FileSystem: Sendable {
    /// Creates a directory and those above it, durably; does nothing when it exists.
    func createDirectory(_ path: String) throws

    /// The names of the files in a directory, in any order.
    func list(_ directory: String) throws -> [String]

    /// Opens a file; nil when it does not exist and is not to be created.
    func open(_ path: String, _ mode: FileMode) throws -> (any File)?

    /// Removes a file's name.
    func remove(_ path: String) throws

    /// Gives a file another name in the same directory, replacing the file that had it.
    func rename(_ path: String, to newPath: String) throws

    /// Makes created, renamed and removed names of a directory durable.
    func syncDirectory(_ path: String) throws

    /// Takes a lock that only one holder has until it lets go of the returned object or ends.
    ///
    /// - Throws: ``LogError/locked(directory:processIdentifier:)`` when someone else has it.
    func lock(_ path: String, for directory: String) throws -> any Sendable
}

/// What an open file is for.
public enum FileMode: Sendable {
    /// Reading only.
    case read
    /// Reading and writing a file that exists.
    case write
    /// Reading and writing; created when it does not exist.
    case create
}

/// An open file. May be used by several threads at once, as `pread` and `pwrite` may.
public protocol File: AnyObject, Sendable {
    /// Its length in bytes.
    func size() throws -> Int

    /// Reads from an offset; returns fewer bytes than asked only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int

    /// Writes at an offset; may write fewer bytes than given and returns how many.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws -> Int

    /// Cuts off what lies beyond a length.
    func truncate(to length: Int) throws

    /// Makes content and length durable (`fdatasync`).
    func sync() throws
}

extension File {
    /// Writes all of the bytes, however many calls it takes.
    func writeAll(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            done += try write(UnsafeRawBufferPointer(rebasing: bytes[done...]), at: offset + done)
        }
    }

    /// The bytes of a range, fewer at the end of the file.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        var failure: (any Error)?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, initialized in
            do {
                initialized = try read(
                    into: UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[..<max(count, 0)]),
                    at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
