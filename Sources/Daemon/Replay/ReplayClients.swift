import ZeroMQ

/// One replay that is under way.
struct ReplayClient: Sendable {
    /// The routing id of the client's connection.
    let identity: Frame
    /// Tells this replay from an earlier one of the same client.
    let number: Int
    /// What the client has granted.
    let gate: CreditGate
}

/// The replays under way, by client.
actor ReplayClients {
    private var clients: [Frame: ReplayClient] = [:]
    private var started = 0

    /// How many there are.
    var count: Int { clients.count }

    /// Begins a replay in place of one of the same client; nil when there are too many.
    func begin(_ identity: Frame, credit: Int) -> ReplayClient? {
        end(identity)
        guard clients.count < ReplayService.clientsMax else { return nil }
        started += 1
        let gate = CreditGate(credit: credit, creditMax: ReplayRequest.creditMax)
        let client = ReplayClient(identity: identity, number: started, gate: gate)
        clients[identity] = client
        return client
    }

    /// Grants more credit; nothing where the client has no replay.
    func grant(_ credit: Int, to identity: Frame) {
        clients[identity]?.gate.grant(credit)
    }

    /// Ends a client's replay.
    func end(_ identity: Frame) {
        clients.removeValue(forKey: identity)?.gate.close()
    }

    /// Forgets a replay that has ended by itself.
    func finish(_ client: ReplayClient) {
        if clients[client.identity]?.number == client.number { end(client.identity) }
    }

    /// Ends all replays.
    func endAll() {
        for identity in Array(clients.keys) { end(identity) }
    }
}
