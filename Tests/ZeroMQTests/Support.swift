// Waiting for conditions with a deadline.

import Glibc
import Synchronization
import Testing

@testable import ZeroMQ

/// A condition did not come true in time.
struct DeadlinePassed: Error {}

/// The wait between two looks, so that what is waited for has the processor meanwhile.
private let lookInterval: Duration = .milliseconds(1)

/// Waits until a condition holds.
func eventually(within period: Duration = .seconds(60), _ condition: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + period
    while try !condition() {
        guard ContinuousClock.now < deadline else { throw DeadlinePassed() }
        try await Task.sleep(for: lookInterval)
    }
}

/// The next message of a socket, or nil where none comes within the deadline. Gives way to other tasks while there is none, since
/// tests share few threads.
func received(by socket: Socket, within period: Duration = .seconds(60)) async throws -> Message? {
    let deadline = ContinuousClock.now + period
    repeat {
        if let message = try socket.tryReceive() { return message }
        try await Task.sleep(for: lookInterval)
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

/// Gathers what closures are told on other threads.
final class Collector<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    var all: [Element] { elements.withLock { $0 } }

    @Sendable func add(_ element: Element) { elements.withLock { $0.append(element) } }
}

/// A TCP connection that knows nothing of ZeroMQ.
final class RawConnection {
    private let descriptor: Int32

    /// Connects to an endpoint such as `tcp://127.0.0.1:5555`.
    init(to endpoint: String) throws {
        let port = UInt16(endpoint.split(separator: ":").last ?? "") ?? 0
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw ZeroMQError(errno: errno, operation: .connect, endpoint: endpoint) }
    }

    func write(_ bytes: [UInt8]) { _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    func close() { Glibc.close(descriptor) }
}
