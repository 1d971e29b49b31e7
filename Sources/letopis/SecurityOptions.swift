import ArgumentParser
import Daemon
import ZeroMQ

/// The keys of a connection to a daemon that has keys.
struct SecurityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The daemon's public key, where it has one; that of the daemon of the data directory is found by itself.",
            valueName: "key"))
    var serverKey: String?

    @Option(
        help: ArgumentHelp(
            "The file with your own secret key, see letopis keys. Beside the daemon that of its data directory is used; "
                + "without one a key is made up, which a daemon with a list of clients refuses.",
            valueName: "file"))
    var keyFile: String?

    func validate() throws {
        if let serverKey, !CurveKeyPair.isKey(serverKey) {
            throw ValidationError("“\(serverKey)” is no public key of 40 characters; put it into single quotes.")
        }
    }

    /// How to connect to endpoints: as the options say, or as the daemon of the data directory wants it where all
    /// endpoints are its own.
    ///
    /// - Throws: `KeyFileError` where a key file is of no use, `ValidationError` where the daemon's key is missing.
    func security(_ data: DataOptions, endpoints: String...) throws -> ClientSecurity {
        let local = data.directory.readEndpoints()
        let isLocal = local.map { local in endpoints.allSatisfy(local.all.contains) } ?? false
        guard let server = serverKey ?? (isLocal ? local?.serverKey : nil) else {
            if keyFile == nil { return .clear }
            throw ValidationError("--key-file goes with --server-key, the public key of the daemon.")
        }
        // Over ipc the file's permissions decide, not keys.
        if serverKey == nil, endpoints.allSatisfy({ $0.hasPrefix("ipc://") }) { return .clear }
        if let keyFile { return .curve(try KeyFile.read(keyFile), server: server) }
        if isLocal { return .curve(try KeyFile.read(data.directory.clientKey.path), server: server) }
        return .curve(try CurveKeyPair.generate(), server: server)
    }
}
