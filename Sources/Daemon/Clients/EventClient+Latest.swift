import Chronicle
import ZeroMQ

extension EventClient {
    /// Receives how every meeting stands.
    ///
    /// To follow them from there without gap: ``subscribe(from:topics:onLive:onEvent:)`` from the sequence after the returned
    /// one.
    ///
    /// - Returns: the sequence through which the states hold.
    /// - Throws: ``ClientError``, `ZeroMQError`, and what `onState` throws.
    public func latestMeetings(onState: (PublishedEvent) async throws -> Void) async throws -> UInt64 {
        let refusal = RefusalWatch()
        let channel = try await connect(
            .sub, to: eventsEndpoint, inbound: .pausing(QueueLimit(messages: 4_096)), refusal
        ) { try $0.subscribe(to: Topic.latestMeeting) }
        do {
            let sequence = try await receiveStates(from: channel, onState)
            await channel.close()
            return sequence
        } catch {
            await channel.close()
            try refusal.check(eventsEndpoint)
            throw error
        }
    }

    private func receiveStates(
        from channel: SocketChannel, _ onState: (PublishedEvent) async throws -> Void
    ) async throws -> UInt64 {
        var taken: UInt64 = 0
        while true {
            guard let messages = await channel.receive(upTo: 256, within: Self.silenceMax) else {
                throw ClientError.silence(endpoint: eventsEndpoint, seconds: Int(Self.silenceMax.components.seconds))
            }
            if messages.isEmpty { throw CancellationError() }
            for message in messages {
                guard let state = PublishedEvent(message) else {
                    throw ClientError.notLetopis(endpoint: eventsEndpoint)
                }
                if state.topic.hasSuffix("." + LatestReply.error) {
                    throw ClientError.refused(Self.problem(state.body))
                }
                if state.topic.hasSuffix("." + LatestReply.end) {
                    guard state.header.previous == taken else { throw ClientError.incomplete(taken: taken) }
                    return state.header.sequence
                }
                guard state.header.previous == taken + 1 else { throw ClientError.incomplete(taken: taken) }
                taken += 1
                try await onState(state)
            }
        }
    }
}
