import Chronicle
import Synchronization
import ZeroMQ

/// The rounds in which those who have newly subscribed to `latest.meeting` are sent how every meeting stands.
///
/// PUB and SUB cannot address one subscriber. So the connection of a newcomer is entered not under what it asked for but under
/// the number of the round that has not begun yet, `latest.meeting.7.`, which its own filter lets through and nobody else
/// gets. Whoever comes while a round is under way waits for the next: one round at a time, whatever the number of
/// subscribers.
final class LatestRounds: Sendable {
    private struct State {
        /// The number of the round that newcomers are entered for.
        var gathering: UInt64 = 1
        /// Subscriptions of connections that have not ended.
        var subscriptions = 0
        var isAsked = false
    }

    /// One element when a round is to begin.
    let asked: AsyncStream<Void>
    private let ask: AsyncStream<Void>.Continuation
    private let state = Mutex(State())

    init() {
        (asked, ask) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What a subscription to everything is entered as: every beginning of two bytes at most but that of the rounds, `la`.
    static let everything =
        (UInt8.min...UInt8.max).filter { $0 != UInt8(ascii: "l") }.map { Frame([$0]) } + besideRounds

    /// What begins as the rounds do and is none.
    private static let besideRounds = (UInt8.min...UInt8.max).filter { $0 != UInt8(ascii: "a") }.map {
        Frame([UInt8(ascii: "l"), $0])
    }

    /// What all topics of a round begin with. The dot at the end keeps round 1 apart from round 12.
    static func prefix(of round: UInt64) -> String { "\(Topic.latestMeeting).\(round)." }

    /// The prefixes that a subscription is entered as, or by which it is taken back.
    ///
    /// A subscription to `latest.meeting`, or to a beginning of it, asks for a round. One that goes on beyond it gets nothing, so
    /// that nobody listens in on a round. One to everything is one to every beginning that events can have; who has
    /// subscribed to a single letter besides and takes the one to everything back, takes both back.
    func prefixes(for change: SubscriptionChange) -> [Frame] {
        if change.prefix.isEmpty { return Self.everything }
        guard Topic.latestMeeting.utf8.starts(with: change.prefix) else {
            return change.prefix.starts(with: Topic.latestMeeting.utf8) ? [] : [change.prefix]
        }
        let others = change.prefix.count == 1 ? Self.besideRounds : []
        return others + (change.begins ? join() : leave(change))
    }

    private func join() -> [Frame] {
        let round = state.withLock { state in
            state.subscriptions += 1
            state.isAsked = true
            return state.gathering
        }
        ask.yield()
        return [Frame(Self.prefix(of: round))]
    }

    private func leave(_ change: SubscriptionChange) -> [Frame] {
        state.withLock { state in
            // As in ``TopicDemand``: only the end of a connection is believed.
            if !change.isConnected { state.subscriptions = max(0, state.subscriptions - 1) }
            return [state.gathering - 1, state.gathering].map { Frame(Self.prefix(of: $0)) }
        }
    }

    /// Begins the round that somebody has been entered for; nil where nobody has.
    func begin() -> UInt64? {
        state.withLock { state in
            guard state.isAsked else { return nil }
            state.isAsked = false
            state.gathering += 1
            return state.gathering - 1
        }
    }

    /// Whether anybody may still be listening.
    var isWanted: Bool { state.withLock { $0.subscriptions > 0 } }
}
