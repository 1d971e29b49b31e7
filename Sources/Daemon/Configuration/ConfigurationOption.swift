import EventLog

/// An option of the daemon: its name is the same in the YAML file, dots for levels; as an environment variable, in
/// capitals after `LETOPIS_` with underscores; and as a flag of `letopis serve`, where there is one.
public struct ConfigurationOption: Sendable {
    /// How its value is read and where it goes.
    enum Kind: Sendable {
        case string(WritableKeyPath<DaemonConfiguration, String> & Sendable)
        case integer(WritableKeyPath<DaemonConfiguration, Int> & Sendable)
        case bool(WritableKeyPath<DaemonConfiguration, Bool> & Sendable)
        case strings(WritableKeyPath<DaemonConfiguration, [String]> & Sendable)
    }

    /// The option's name: „submit.endpoint“.
    public let key: String
    let kind: Kind

    /// All options.
    public static let all: [ConfigurationOption] = [
        ConfigurationOption(key: "data.directory", kind: .string(\.dataDirectory)),
        ConfigurationOption(key: "log.sync", kind: .string(\.sync)),
        ConfigurationOption(key: "log.retention-age", kind: .string(\.retentionAge)),
        ConfigurationOption(key: "log.retention-size", kind: .string(\.retentionSize)),
        ConfigurationOption(key: "submit.endpoint", kind: .string(\.endpoints.submit)),
        ConfigurationOption(key: "pull.endpoint", kind: .string(\.endpoints.pull)),
        ConfigurationOption(key: "subscribe.endpoint", kind: .string(\.endpoints.subscribe)),
        ConfigurationOption(key: "subscribe.feeds", kind: .strings(\.feeds)),
        ConfigurationOption(key: "subscribe.topics", kind: .strings(\.feedTopics)),
        ConfigurationOption(key: "events.endpoint", kind: .string(\.endpoints.events)),
        ConfigurationOption(key: "replay.endpoint", kind: .string(\.endpoints.replay)),
        ConfigurationOption(key: "http.address", kind: .string(\.http)),
        ConfigurationOption(key: "extraction.enabled", kind: .bool(\.extracts)),
        ConfigurationOption(key: "extraction.workers", kind: .integer(\.workers)),
        ConfigurationOption(key: "extraction.knowledge", kind: .string(\.knowledge)),
        ConfigurationOption(key: "logging.level", kind: .string(\.loggingLevel)),
        ConfigurationOption(key: "security.key-file", kind: .string(\.keyFile)),
        ConfigurationOption(key: "security.clients-file", kind: .string(\.clientsFile)),
        ConfigurationOption(
            key: "security.allow-public-addresses", kind: .bool(\.allowsPublicAddresses)),
    ]
}
