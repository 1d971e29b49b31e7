// Waiting for conditions with a deadline.

import Glibc
import Testing

@testable import ZeroMQ

/// A condition did not come true in time.
struct DeadlinePassed: Error {}

/// Waits until a condition holds, giving way to other tasks between looks.
func eventually(within period: Duration = .seconds(20), _ condition: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + period
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw DeadlinePassed() }
        await Task.yield()
    }
}

/// The next message of a socket, or nil where none comes within the deadline. Gives way to other tasks while there is none, since
/// tests share few threads.
func received(by socket: Socket, within period: Duration = .seconds(20)) async throws -> Message? {
    let deadline = ContinuousClock.now + period
    repeat {
        if let message = try socket.tryReceive() { return message }
        await Task.yield()
    } while ContinuousClock.now < deadline
    return nil
}

/// Whether the socket takes another message within a while that is long compared to the transport's work.
func isWritable(_ socket: Socket) throws -> Bool {
    let poller = Poller()
    poller.add(socket, for: .send)
    return try poller.wait(for: .milliseconds(200))
}

/// A directory of its own that goes with its last reference.
final class TemporaryDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/zeromq-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ZeroMQError(errno: errno, operation: .bind) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        for name in ["s", "r"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}

/// The names of this process's threads.
func threadNames() -> Set<String> {
    var names: Set<String> = []
    guard let directory = opendir("/proc/self/task") else { return names }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
        let id = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard let file = fopen("/proc/self/task/\(id)/comm", "r") else { continue }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 32)
        guard fgets(&line, 32, file) != nil else { continue }
        let name = line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
        names.insert(String(decoding: name, as: UTF8.self))
    }
    return names
}
