import ArgumentParser
import Daemon

struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Send articles without receipts, through PUSH or PUB.",
        discussion: """
            PUSH waits until the daemon takes the articles. PUB is fire and forget: with --bind it serves daemons that \
            subscribe to it (letopis serve --feed), encrypted where a --key-file is named, whose public key the daemon is \
            then given with the feed; without it connects to a daemon's subscribe socket. Use letopis submit to know what \
            became of each article.

            EXAMPLE: letopis publish deploy/samples/*.json
            """)

    @OptionGroup var articles: ArticleFiles
    @OptionGroup var data: DataOptions
    @OptionGroup var keys: SecurityOptions

    @Option(help: "The endpoint, instead of the daemon's pull (PUSH) or subscribe (PUB) socket.")
    var endpoint: String?

    @Flag(name: .customLong("pub"), help: "Use PUB instead of PUSH.")
    var usesPub = false

    @Flag(help: "Bind the endpoint instead of connecting to it; PUB only.")
    var bind = false

    @Option(help: "A topic frame before each article.")
    var topic: String = ""

    @Option(help: "Seconds to wait before the first article, for subscribers to connect; PUB only.")
    var settle: Double = 1

    func validate() throws {
        if bind && !usesPub { throw ValidationError("--bind goes with --pub.") }
        if bind && endpoint == nil { throw ValidationError("--bind needs an --endpoint.") }
        if !(0...3_600).contains(settle) { throw ValidationError("--settle takes seconds from 0 to 3600.") }
    }

    func run() async throws {
        let messages = try articles.messages()
        let endpoints = data.endpoints
        let target = endpoint ?? (usesPub ? endpoints.subscribe : endpoints.pull)
        if target.isEmpty {
            throw FileProblem(
                description: "The daemon has no subscribe socket: start it with --subscribe, or name an --endpoint.")
        }
        let security: ClientSecurity =
            if bind {
                try keys.keyFile.map { .curveServer(try KeyFile.read($0)) } ?? .clear
            } else {
                try keys.security(data, endpoints: target)
            }
        let client = try await ArticleClient(
            usesPub ? .publish(binds: bind) : .push, endpoint: target, security: security)
        // PUB drops what nobody has subscribed to yet, and cannot tell when somebody has.
        if usesPub { try await Task.sleep(for: .seconds(settle)) }
        for message in messages { try await client.publish(message.message, topic: topic) }
        let unsent = await client.close(within: .seconds(30))
        if let problem = client.refusalProblem { throw problem }
        if unsent > 0 {
            throw FileProblem(
                description:
                    "\(unsent) of \(messages.count) articles were not taken at \(target): is the daemon running?")
        }
        Terminal.errors.line("Sent \(messages.count) articles to \(target).")
    }
}
