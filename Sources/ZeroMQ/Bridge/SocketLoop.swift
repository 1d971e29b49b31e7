// What a socket thread does: commands, timers, receive, send, and again.

import CZeroMQ

/// The loop of a socket thread. It lives on that thread alone; tasks reach it through ``LoopControl``.
final class SocketLoop {
    private struct Timer {
        let interval: Duration
        var due: ContinuousClock.Instant
        let action: @Sendable () -> Void
    }

    private struct Stop {
        let deadline: ContinuousClock.Instant
        let onEnd: @Sendable (Int) -> Void
    }

    private let context: Context
    private let control: LoopControl
    private let poller = Poller()
    private var ports: [SocketPort] = []
    private var timers: [Timer] = []
    private var stops: [Stop] = []
    private var nextPortID = 0

    init(context: Context, control: LoopControl) {
        self.context = context
        self.control = control
    }

    // MARK: Commands

    func open(
        _ type: SocketType, inbound: Inbound, outbound: Outbound, onEvent: (@Sendable (SocketEvent) -> Void)?,
        configure: (Socket) throws -> Void
    ) throws -> SocketChannel {
        guard stops.isEmpty else { throw ZeroMQError(errno: ETERM, operation: .createSocket) }
        let socket = try Socket(context, type)
        let monitor = try onEvent.map { try SocketMonitor(socket, onEvent: $0) }
        do {
            try configure(socket)
        } catch {
            monitor?.close()
            throw error
        }
        nextPortID += 1
        let port = SocketPort(
            id: nextPortID, socket: socket, monitor: monitor, inbound: inbound, outbound: outbound,
            wakeUp: control.wakeUp)
        ports.append(port)
        return SocketChannel(port: port, control: control)
    }

    func port(_ id: Int) -> SocketPort? {
        ports.first { $0.id == id }
    }

    func close(_ id: Int) {
        guard let index = ports.firstIndex(where: { $0.id == id }) else { return }
        let port = ports.remove(at: index)
        port.finish()
        port.send(socketIsReady: true)
        _ = port.close()
    }

    func schedule(every interval: Duration, _ action: @escaping @Sendable () -> Void) {
        timers.append(Timer(interval: interval, due: .now + interval, action: action))
    }

    func stop(by deadline: ContinuousClock.Instant, onEnd: @escaping @Sendable (Int) -> Void) {
        stops.append(Stop(deadline: deadline, onEnd: onEnd))
        timers = []
        for port in ports { port.finish() }
    }

    // MARK: Loop

    /// Runs until stopped and drained, or past the earliest deadline to stop.
    func run() {
        while !hasEnded {
            do {
                try turn()
            } catch {
                break
            }
        }
        var undelivered = 0
        for port in ports { undelivered += port.close() }
        ports = []
        control.end()
        for stop in stops { stop.onEnd(undelivered) }
    }

    private var hasEnded: Bool {
        guard let deadline = stops.map(\.deadline).min() else { return false }
        return ports.allSatisfy(\.isDrained) || ContinuousClock.now >= deadline
    }

    private func turn() throws {
        poller.removeAll()
        let wakeUp = poller.add(fileDescriptor: control.wakeUp.fileDescriptor, for: .receive)
        let entries = ports.map { poller.add($0.socket, for: $0.interest()) }
        let monitors = ports.compactMap(\.monitor)
        let monitorEntries = monitors.map { poller.add($0.reader, for: .receive) }
        try poller.wait(until: ports.contains(where: \.canSendNow) ? .now : nextDeadline)
        if !poller.ready(wakeUp).isEmpty { control.wakeUp.clear() }
        let ready = entries.map(poller.ready)
        for (monitor, entry) in zip(monitors, monitorEntries) where !poller.ready(entry).isEmpty { monitor.receive() }
        for (port, events) in zip(ports, ready) {
            if events.contains(.receive) { port.receive() }
            port.send(socketIsReady: events.contains(.send))
        }
        fireTimers()
        for command in control.takeCommands() { command(self) }
    }

    private var nextDeadline: ContinuousClock.Instant? {
        (timers.map(\.due) + stops.map(\.deadline) + ports.compactMap(\.retryTime)).min()
    }

    /// Fires what is due, once even where several intervals have passed.
    private func fireTimers() {
        guard !timers.isEmpty else { return }
        let now = ContinuousClock.now
        for index in timers.indices where timers[index].due <= now {
            timers[index].action()
            let next = timers[index].due + timers[index].interval
            timers[index].due = next > now ? next : now + timers[index].interval
        }
    }
}
