import Foundation
import ZeroMQ

/// Where things lie in a daemon's data directory.
public struct DataDirectory: Hashable, Sendable {
    /// The directory itself.
    public let url: URL

    /// A data directory by its path.
    public init(_ path: String) { url = URL(fileURLWithPath: path, isDirectory: true) }

    /// The log's segments: the only folder that must not be lost.
    public var log: URL { url.appendingPathComponent("log", isDirectory: true) }

    /// The projections that people query.
    public var projections: URL { url.appendingPathComponent("projections.sqlite") }

    /// The daemon's own index of the log.
    public var index: URL { url.appendingPathComponent("index.sqlite") }

    /// The endpoints that a running daemon has bound, for the commands beside it.
    public var endpoints: URL { url.appendingPathComponent("endpoints.json") }

    /// The secret key of the commands beside the daemon, which a daemon with keys makes for them and always lets in.
    public var clientKey: URL { url.appendingPathComponent("client.key") }

    /// Makes the directory and the log's folder where they are missing.
    ///
    /// - Throws: what the file system says.
    public func create() throws {
        try FileManager.default.createDirectory(at: log, withIntermediateDirectories: true)
    }
}

extension DataDirectory {
    /// The keys of the commands beside the daemon, made where they are missing.
    ///
    /// - Throws: ``KeyFileError`` where the file is there and of no use.
    func makeClientKeys() throws -> CurveKeyPair {
        FileManager.default.fileExists(atPath: clientKey.path)
            ? try KeyFile.read(clientKey.path) : try KeyFile.create(clientKey.path)
    }

    /// What becomes ``endpoints``.
    private var endpointsDraft: URL { url.appendingPathComponent("endpoints.json.new") }

    /// More than endpoints take.
    private static let endpointsBytesMax = 4_096

    /// Takes the room on the disk that ``writeEndpoints(_:)`` needs, before anything else uses up the last of it.
    ///
    /// - Throws: what the file system says.
    func reserveEndpoints() throws {
        try Data(repeating: UInt8(ascii: " "), count: Self.endpointsBytesMax).write(to: endpointsDraft)
    }

    /// Gives that room back where nothing is to be written.
    func discardReservedEndpoints() { try? FileManager.default.removeItem(at: endpointsDraft) }

    /// Writes down where a daemon's sockets are bound, in the room that is reserved for it.
    ///
    /// - Throws: what the file system says.
    func writeEndpoints(_ bound: DaemonConfiguration.Endpoints) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text = try encoder.encode(bound)
        let file = try FileHandle(forUpdating: endpointsDraft)
        try file.write(contentsOf: text)
        try file.truncate(atOffset: UInt64(text.count))
        try file.close()
        guard rename(endpointsDraft.path, endpoints.path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// Where the sockets of this directory's daemon are bound; nil where none has run.
    public func readEndpoints() -> DaemonConfiguration.Endpoints? {
        guard let data = try? Data(contentsOf: endpoints) else { return nil }
        return try? JSONDecoder().decode(DaemonConfiguration.Endpoints.self, from: data)
    }
}
