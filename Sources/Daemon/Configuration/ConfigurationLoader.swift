import Configuration
import Foundation
import Yams

/// Reads a configuration: flags before environment variables before the YAML file before the defaults.
public enum ConfigurationLoader {
    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - flags: values given on the command line, by option.
    ///   - file: path of a YAML file; nil: none is read.
    ///   - environment: the process's environment variables.
    /// - Throws: ``ConfigurationError`` naming the option at fault or the file.
    public static func load(
        flags: [String: String] = [:], file: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws -> DaemonConfiguration {
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(
                environmentVariables: flags.reduce(into: [:]) { values, flag in
                    values[variable(for: flag.key)] = flag.value
                }
            ).prefixKeys(with: "letopis"),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "letopis"),
        ]
        try checkEnvironment(environment)
        if let file {
            // A file in which every option is a comment is no mapping, and sets nothing.
            if try checkKeys(inFile: file) { providers.append(try await fileProvider(file)) }
        }
        let reader = ConfigReader(providers: providers)
        var configuration = DaemonConfiguration()
        for option in ConfigurationOption.all {
            do {
                try read(option, from: reader, into: &configuration)
            } catch {
                throw ConfigurationError(option: option.key, problem: "\(error)")
            }
        }
        try configuration.validate()
        return configuration
    }

    private static func fileProvider(_ file: String) async throws(ConfigurationError) -> any ConfigProvider {
        do {
            let path = InMemoryProvider(values: ["filePath": ConfigValue(stringLiteral: file)])
            return try await FileProvider<YAMLSnapshot>(config: ConfigReader(provider: path))
        } catch {
            throw ConfigurationError(option: "--config", problem: "“\(file)” cannot be read: \(error)")
        }
    }

    /// The environment variable of an option: `LETOPIS_SUBMIT_ENDPOINT` for `submit.endpoint`.
    public static func variable(for key: String) -> String {
        "LETOPIS_" + key.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
    }

    private static func read(
        _ option: ConfigurationOption, from reader: ConfigReader, into configuration: inout DaemonConfiguration
    ) throws {
        let key = ConfigKey(option.key)
        switch option.kind {
        case .string(let path):
            configuration[keyPath: path] = reader.string(forKey: key, default: configuration[keyPath: path])
        case .integer(let path):
            let text = reader.string(forKey: key)
            if let value = reader.int(forKey: key) {
                configuration[keyPath: path] = value
            } else if let text {
                throw ConfigurationProblem("“\(text)” is not a whole number")
            }
        case .bool(let path):
            let text = reader.string(forKey: key)
            if let value = reader.bool(forKey: key) {
                configuration[keyPath: path] = value
            } else if let text {
                throw ConfigurationProblem("“\(text)” is neither true nor false")
            }
        case .strings(let path):
            configuration[keyPath: path] = reader.stringArray(forKey: key, default: configuration[keyPath: path])
        }
    }

    // MARK: Unknown names

    private static func checkEnvironment(_ environment: [String: String]) throws(ConfigurationError) {
        let known = Set(ConfigurationOption.all.map { variable(for: $0.key) } + reservedVariables)
        for name in environment.keys.sorted()
        where name.hasPrefix("LETOPIS_") && !name.hasPrefix(testPrefix) && !known.contains(name) {
            throw ConfigurationError(option: name, problem: "there is no such option; see letopis serve --help")
        }
    }

    /// Variables that are not the daemon's: where the tests find their corpora and a Python with pyzmq.
    private static let reservedVariables = ["LETOPIS_SHARED", "LETOPIS_PYTHON"]

    /// What begins with this says how long the tests go on, and is passed on to the processes that they start.
    private static let testPrefix = "LETOPIS_TEST_"

    /// Refuses a file with options that there are not.
    ///
    /// - Returns: whether the file sets anything.
    private static func checkKeys(inFile file: String) throws -> Bool {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw ConfigurationError(option: "--config", problem: "the file “\(file)” cannot be read as UTF-8 text")
        }
        let root: Any?
        do {
            root = try Yams.load(yaml: text)
        } catch {
            throw ConfigurationError(option: "--config", problem: "“\(file)” is not YAML: \(error)")
        }
        guard let root else { return false }
        guard let mapping = root as? [String: Any] else {
            throw ConfigurationError(option: "--config", problem: "“\(file)” must be a mapping of options")
        }
        let known = Set(ConfigurationOption.all.map(\.key))
        for key in keys(of: mapping, under: "").sorted() where !known.contains(key) {
            throw ConfigurationError(
                option: key, problem: "there is no such option in “\(file)”; the sample configuration lists them all")
        }
        return !mapping.isEmpty
    }

    private static func keys(of mapping: [String: Any], under prefix: String) -> [String] {
        mapping.flatMap { name, value in
            if let inner = value as? [String: Any] { return keys(of: inner, under: prefix + name + ".") }
            return value is NSNull ? [] : [prefix + name]
        }
    }
}

private struct ConfigurationProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
