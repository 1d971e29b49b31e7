import Daemon
import Synchronization

/// A subscriber who wants every event once, through all restarts, as `letopis subscribe` would serve it.
final class SoakFollower: Sendable {
    private struct State {
        var last: UInt64 = 0
        var problems: [String] = []
    }

    private let endpoints: DaemonConfiguration.Endpoints
    private let state = Mutex(State())

    init(endpoints: DaemonConfiguration.Endpoints) { self.endpoints = endpoints }

    /// The last sequence heard.
    var last: UInt64 { state.withLock { $0.last } }
    /// Sequences that came twice or not at all.
    var problems: [String] { state.withLock { $0.problems } }

    /// Follows until the task is cancelled; after an error it goes on behind the last event that it has.
    func run() async {
        while !Task.isCancelled {
            guard let client = try? EventClient(events: endpoints.events, replay: endpoints.replay) else { return }
            do {
                try await client.subscribe(from: last + 1) { event in
                    self.state.withLock { state in
                        if event.header.sequence != state.last + 1 {
                            state.problems.append("\(event.header.sequence) after \(state.last)")
                        }
                        state.last = event.header.sequence
                    }
                }
            } catch {
                // A daemon that was killed in the middle of a replay: the next attempt asks for the rest.
            }
            await client.close()
        }
    }
}
