import Threading

/// A thread that runs the tasks of one service, one after the other: a service that waits for the disk there takes nobody's
/// turn, and one whose work is not urgent lets others go first.
///
/// ```swift
/// IndexService(…).on(ServiceThread(name: "index", urgency: .low))
/// ```
final class ServiceThread: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    private let state = Monitor(State())
    private let name: String
    private let urgency: SystemThread.Urgency

    /// A thread to be started.
    ///
    /// - Parameter name: what tools such as `top -H` show: at most 15 bytes.
    init(name: String, urgency: SystemThread.Urgency) {
        self.name = name
        self.urgency = urgency
    }

    /// Starts the thread; what has been queued before is run then.
    ///
    /// - Throws: ``ThreadError`` where the system has no more threads.
    func start() throws {
        try SystemThread.start(named: name, urgency: urgency) { [self] in run() }.detach()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Ends the thread once it has run what is queued; nothing may be queued after.
    func stop() { state.withLock { $0.isStopped = true } }

    private func run() {
        while let jobs = next() {
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }

    /// Waits for jobs; nil at the end.
    private func next() -> [UnownedJob]? {
        state.wait { state -> [UnownedJob]?? in
            if state.jobs.isEmpty { return state.isStopped ? .some(nil) : nil }
            defer { state.jobs.removeAll(keepingCapacity: true) }
            return state.jobs
        } ?? nil
    }
}
