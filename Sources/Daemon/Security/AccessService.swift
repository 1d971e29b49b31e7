import Foundation
import Logging
import ServiceLifecycle
import UnixSignals
import ZeroMQ

/// Decides who may connect, and keeps the list of those who may up with its file: looked at each second, and read again
/// on SIGHUP.
///
/// Opened before the first socket is bound, closed after the last one is: ``close()``, not the end of ``run()``.
struct AccessService: DaemonService {
    let logger: Logger
    /// Who was let in and who was not.
    let denials: DenialLog

    /// The file of the list; empty: everybody who knows the server's key may connect.
    private let file: String
    /// The key of the commands beside the daemon, which is always allowed.
    private let localKey: String
    private let thread: SocketThread
    private let handler: ZAPHandler
    private let stamp: FileStamp?
    /// Caught from the beginning: a SIGHUP that comes before ``run()`` must not end the process.
    private let signals: UnixSignalsSequence

    /// How often the file is looked at.
    private static let lookInterval: Duration = .seconds(1)

    /// Reads the list and begins to decide.
    ///
    /// - Throws: ``ConfigurationError`` naming the line of the list that is wrong, `ZeroMQError`.
    init(context: Context, file: String, localKey: String, logger: Logger) async throws {
        self.logger = logger
        self.file = file
        self.localKey = localKey
        signals = await UnixSignalsSequence(trapping: .sighup)
        stamp = FileStamp(path: file)
        let denials = DenialLog(logger: logger)
        self.denials = denials
        let list: ClientList?
        do {
            list = try file.isEmpty ? nil : ClientList(file: file)
        } catch {
            throw ConfigurationError(option: "security.clients-file", problem: "\(error)")
        }
        thread = try SocketThread(context: context, name: "access")
        handler = try await ZAPHandler(
            on: thread, rules: Self.rules(list, localKey: localKey), onDecision: denials.record)
        if let list {
            logger.notice("Only clients in the list may connect", metadata: ["keys": "\(list.keys.count)"])
        } else {
            logger.notice("Every client that knows the server's key may connect: there is no security.clients-file")
        }
    }

    private static func rules(_ list: ClientList?, localKey: String) -> AccessRules {
        AccessRules(keys: list.map { $0.keys.union([localKey]) })
    }

    func run() async throws {
        let (looks, look) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(8))
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { [signals] in for await _ in signals { look.yield(true) } }
                group.addTask {
                    while (try? await Task.sleep(for: Self.lookInterval)) != nil { look.yield(false) }
                }
                var known = stamp
                for await isDemanded in looks {
                    denials.turn()
                    if file.isEmpty { continue }
                    let current = FileStamp(path: file)
                    if isDemanded || current != known { reload() }
                    known = current
                }
                group.cancelAll()
            }
        }
    }

    private func reload() {
        do {
            let list = try ClientList(file: file)
            handler.rules = Self.rules(list, localKey: localKey)
            logger.notice("The list of clients was read again", metadata: ["keys": "\(list.keys.count)"])
        } catch {
            logger.error("The list of clients stays as it was: \(error)")
        }
    }

    /// Decides no more; to be called after the last socket is closed.
    func close() async {
        await handler.close()
        await thread.stop()
    }
}
