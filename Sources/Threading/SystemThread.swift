import CThreading
import Glibc

/// A thread of the operating system, for work that blocks or must not wait for a turn among Swift's tasks.
///
/// ```swift
/// let thread = try SystemThread.start(named: "log-commit") { committer.run(writer) }
/// thread.join()
/// ```
///
/// A thread is to be joined or detached once, or the system keeps what is left of it.
public struct SystemThread: Sendable {
    /// How the processors are shared when there are not enough for all; the raw value is the nice value.
    public enum Urgency: Int32, Sendable {
        /// As everybody.
        case normal = 0
        /// A tenth of what the others get, and all that they leave.
        case low = 10
    }

    private let handle: pthread_t

    /// Starts a thread that runs a closure and ends.
    ///
    /// - Parameters:
    ///   - name: what tools such as `top -H` show, from the first instruction of the closure; the first 15 bytes of it.
    ///   - urgency: where the system does not allow it, the thread is as urgent as all others.
    /// - Throws: ``ThreadError`` where the system has no more threads.
    public static func start(
        named name: String, urgency: Urgency = .normal, _ body: sending @escaping () -> Void
    ) throws(ThreadError) -> SystemThread {
        final class Start {
            let name: String
            let urgency: Urgency
            let body: () -> Void

            init(name: String, urgency: Urgency, body: @escaping () -> Void) {
                self.name = name
                self.urgency = urgency
                self.body = body
            }
        }

        let start = Unmanaged.passRetained(
            Start(name: String(decoding: name.utf8.prefix(15), as: UTF8.self), urgency: urgency, body: body))
        var handle = pthread_t()
        let code = pthread_create(
            &handle, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                letopis_name_this_thread(start.name)
                // For Linux “this process” is here this thread.
                if start.urgency != .normal { setpriority(.init(PRIO_PROCESS.rawValue), 0, start.urgency.rawValue) }
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw ThreadError(name: name, code: code)
        }
        return SystemThread(handle: handle)
    }

    /// Waits until the thread has ended.
    public func join() { pthread_join(handle, nil) }

    /// Lets the thread end by itself.
    public func detach() { pthread_detach(handle) }
}

/// A thread that the system did not start.
public struct ThreadError: Error, Hashable, CustomStringConvertible {
    /// The name it would have had.
    public var name: String
    /// The system's error number.
    public var code: Int32

    /// What happened and what to do.
    public var description: String {
        """
        The thread \(name) could not be started: \(String(cString: strerror(code))). Allow the process more threads \
        (`ulimit -u`, or `TasksMax` of its systemd unit).
        """
    }
}
