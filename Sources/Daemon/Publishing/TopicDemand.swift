import Chronicle
import Synchronization
import ZeroMQ

/// Which topics anybody listens to, so that events nobody wants need not be encoded.
///
/// It errs to one side only: a topic may be taken for wanted that is not, never the other way round. A subscription
/// therefore counts until libzmq says that its connection has ended; what a subscriber takes back itself is not believed,
/// for it might never have had it, and others would lose theirs.
final class TopicDemand: Sendable {
    /// Subscriptions that each topic falls under. Topics are few and known, so that no subscriber can make this grow.
    private let subscriptions = Mutex(Dictionary(uniqueKeysWithValues: Topic.ofEvents.map { ($0, 0) }))

    /// Notes a subscription or its end.
    func note(_ change: SubscriptionChange) {
        if !change.begins && change.isConnected { return }
        subscriptions.withLock { subscriptions in
            for (topic, count) in subscriptions where topic.utf8.starts(with: change.prefix) {
                subscriptions[topic] = max(0, count + (change.begins ? 1 : -1))
            }
        }
    }

    /// The topics that somebody may listen to.
    var wanted: Set<String> {
        subscriptions.withLock { Set($0.filter { $0.value > 0 }.keys) }
    }
}
