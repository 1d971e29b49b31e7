import Foundation
import ZeroMQ

extension EventClient {
    /// Asks the daemon how it stands.
    ///
    /// - Returns: nil where nothing answers in time.
    /// - Throws: ``ClientError`` for an answer that is none, and `ZeroMQError`.
    public func status(within period: Duration = .seconds(1)) async throws -> DaemonStatus? {
        let refusal = RefusalWatch()
        let channel = try await connect(.dealer, to: replayEndpoint, inbound: .pausing(), refusal)
        do {
            try await channel.send([Frame(ReplayRequest.status.json)])
            let answer = await channel.receive(upTo: 1, within: period)?.first
            await channel.close()
            try refusal.check(replayEndpoint)
            guard let answer else { return nil }
            guard let event = PublishedEvent(answer), event.topic == ReplayReply.status,
                let status = try? JSONDecoder().decode(DaemonStatus.self, from: Data(event.body))
            else { throw ClientError.notLetopis(endpoint: replayEndpoint) }
            return status
        } catch {
            await channel.close()
            throw error
        }
    }
}
