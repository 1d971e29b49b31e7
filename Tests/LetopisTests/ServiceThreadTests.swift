import Foundation
import Synchronization
import Testing

@testable import Daemon

@Suite("Threads of services")
struct ServiceThreadTests {
    @Test("index and projections of a daemon let others go first, intake does not")
    func urgency() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await DaemonProcess.start(in: folder.url)
        let tasks = URL(fileURLWithPath: "/proc/\(daemon.process.identifier)/task")
        try await eventually("the threads have their names and nice values") {
            var niceValues: [String: Int] = [:]
            for task in try FileManager.default.contentsOfDirectory(at: tasks, includingPropertiesForKeys: nil) {
                // pid (name) state …: the nice value is the 19th field. A thread may have ended meanwhile.
                guard let stat = try? String(contentsOf: task.appendingPathComponent("stat"), encoding: .utf8),
                    let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
                else { continue }
                let fields = stat[close...].split(separator: " ")
                niceValues[String(stat[open..<close].dropFirst())] = Int(fields[17])
            }
            return niceValues["index"] == 10 && niceValues["projections"] == 10 && niceValues["articles"] == 0
        }
        _ = try await daemon.stop()
    }

    @Test("tasks run on the thread in their order, also those queued before it is started, and it ends")
    func order() async throws {
        let thread = ServiceThread(name: "test-service", urgency: .normal)
        let record = Record()
        let tasks = (0..<100).map { number in
            Task(executorPreference: thread) {
                record.entries.withLock { $0.append("\(number) \(threadName())") }
            }
        }
        try thread.start()
        for task in tasks { await task.value }
        thread.stop()
        #expect(record.entries.withLock { $0 } == (0..<100).map { "\($0) test-service" })
    }
}

/// The name that the system shows for the thread at hand.
private func threadName() -> String {
    let file = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
    return file?.trimmingCharacters(in: .newlines) ?? ""
}

private final class Record: Sendable {
    let entries = Mutex<[String]>([])
}
