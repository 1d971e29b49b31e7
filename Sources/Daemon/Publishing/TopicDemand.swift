import Chronicle
import Synchronization
import ZeroMQ

/// Which topics anybody listens to, so that events nobody wants need not be encoded.
///
/// It errs to one side only: a topic may be taken for wanted that is not, never the other way round. A subscription
/// therefore counts until libzmq says that its connection has ended; what a subscriber takes back itself is not believed,
/// for it might never have had it, and others would lose theirs.
final class TopicDemand: Sendable {
    private struct State {
        /// Subscriptions that each topic falls under. Topics are few and known, so that no subscriber can make this grow.
        var byTopic = Dictionary(uniqueKeysWithValues: Topic.ofEvents.map { ($0, 0) })
        var count = 0
    }

    private let state = Mutex(State())

    /// Notes a subscription or its end.
    func note(_ change: SubscriptionChange) {
        if !change.begins && change.isConnected { return }
        let difference = change.begins ? 1 : -1
        state.withLock { state in
            state.count = max(0, state.count + difference)
            for (topic, count) in state.byTopic where topic.utf8.starts(with: change.prefix) {
                state.byTopic[topic] = max(0, count + difference)
            }
        }
    }

    /// Subscriptions that may be in force, to whatever.
    var subscriptionCount: Int { state.withLock { $0.count } }

    /// The topics that somebody may listen to.
    var wanted: Set<String> {
        state.withLock { Set($0.byTopic.filter { $0.value > 0 }.keys) }
    }
}
