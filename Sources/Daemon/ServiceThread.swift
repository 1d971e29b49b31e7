import Foundation
import Glibc

/// A thread that runs the tasks of one service, one after the other: a service that waits for the disk there takes nobody's
/// turn, and one whose work is not urgent lets others go first.
///
/// ```swift
/// IndexService(…).on(ServiceThread(name: "index", urgency: .low))
/// ```
///
/// `@unchecked Sendable` because it wraps a condition variable; what it guards is only touched under its lock.
final class ServiceThread: TaskExecutor, @unchecked Sendable {
    /// How the processors are shared when there are not enough for all.
    enum Urgency: Int32 {
        /// As everybody.
        case normal = 0
        /// A tenth of what the others get, and all that they leave: the nice value 10.
        case low = 10
    }

    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isStopped = false

    private let name: String
    private let urgency: Urgency

    /// A thread to be started.
    ///
    /// - Parameter name: what tools such as `top -H` show: at most 15 bytes.
    init(name: String, urgency: Urgency) {
        self.name = name
        self.urgency = urgency
    }

    /// Starts the thread; what has been queued before is run then.
    func start() {
        // Foundation loses the name of a thread that its creator has not noted yet, so it waits until it is.
        condition.lock()
        defer { condition.unlock() }
        Thread.detachNewThread { [self] in
            condition.withLock { Thread.current.name = name }
            // For Linux “this process” is here this thread. Where it is not allowed, all are as urgent.
            if urgency != .normal { setpriority(.init(PRIO_PROCESS.rawValue), 0, urgency.rawValue) }
            run()
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    /// Ends the thread once it has run what is queued; nothing may be queued after.
    func stop() {
        condition.lock()
        isStopped = true
        condition.signal()
        condition.unlock()
    }

    private func run() {
        while let jobs = next() {
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }

    /// Waits for jobs; nil at the end.
    private func next() -> [UnownedJob]? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty {
            if isStopped { return nil }
            condition.wait()
        }
        defer { jobs.removeAll(keepingCapacity: true) }
        return jobs
    }
}
