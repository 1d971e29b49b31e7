import Foundation

extension DaemonConfiguration {
    /// The publishers that the subscribe socket connects to.
    ///
    /// - Throws: ``ConfigurationError`` where one is written wrong, or has a key while the daemon has none of its own.
    func parsedFeeds() throws(ConfigurationError) -> [Feed] {
        var parsed: [Feed] = []
        for text in feeds {
            let feed = try Feed(text)
            if feed.serverKey != nil, keyFile.isEmpty {
                throw Feed.problem(
                    "\(feed.endpoint) has a key and the daemon has none to show; set security.key-file as well")
            }
            parsed.append(feed)
        }
        return parsed
    }

    /// Refuses addresses that others can reach without keys, and keys that go with nothing.
    ///
    /// - Throws: ``ConfigurationError`` naming the option and what to do.
    func validateSecurity() throws(ConfigurationError) {
        _ = try parsedFeeds()
        if !clientsFile.isEmpty, keyFile.isEmpty {
            throw ConfigurationError(
                option: "security.clients-file",
                problem: "clients show their keys only to a daemon that has one; set security.key-file as well")
        }
        if allowsPublicAddresses { return }
        if let (host, _) = try httpAddress(), !NetworkAddress.isLoopback(host) {
            throw ConfigurationError(
                option: "http.address",
                problem: "“\(host)” is not a loopback address and HTTP is not encrypted; bind 127.0.0.1 behind a proxy "
                    + "that encrypts, or set security.allow-public-addresses to true if the network is trusted")
        }
        guard keyFile.isEmpty, let (option, endpoint) = publicEndpoints.first else { return }
        throw ConfigurationError(
            option: option,
            problem: "“\(endpoint)” is not a loopback address and the connection is not encrypted; bind 127.0.0.1, "
                + "give the daemon a key with security.key-file (see letopis keys --help), or set "
                + "security.allow-public-addresses to true if the network is trusted")
    }

    /// The endpoints that others than this machine can reach, each with its option.
    var publicEndpoints: [(option: String, endpoint: String)] {
        [
            ("submit.endpoint", endpoints.submit), ("pull.endpoint", endpoints.pull),
            ("events.endpoint", endpoints.events), ("replay.endpoint", endpoints.replay),
            ("subscribe.endpoint", endpoints.subscribe),
        ].filter { _, endpoint in
            guard endpoint.hasPrefix("tcp://") else { return false }
            let address = endpoint.dropFirst("tcp://".count)
            return !NetworkAddress.isLoopback(
                String(address.prefix(upTo: address.lastIndex(of: ":") ?? address.endIndex)))
        }
    }
}

/// Tells addresses that only this machine can reach from others.
enum NetworkAddress {
    /// Whether a host is this machine alone: 127.0.0.0/8, `::1` with or without brackets, or `localhost`.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" { return true }
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        var six = in6_addr()
        guard inet_pton(AF_INET6, bare, &six) == 1 else { return false }
        return withUnsafeBytes(of: six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
}
