import ZeroMQ

/// A sender that always has as many articles on their way as it may.
final class ArticleSender {
    /// Articles that wait for their receipts.
    static let inFlight = 64

    private let dealer: Socket
    private var waiting = 0

    init(context: Context, endpoint: String) throws {
        dealer = try Socket(context, .dealer)
        try dealer.connect(endpoint)
    }

    /// Sends articles, each as soon as one more may be on its way.
    ///
    /// - Returns: how many articles were acknowledged meanwhile.
    func submit(_ articles: [[UInt8]]) throws -> Int {
        var acknowledged = 0
        for article in articles {
            acknowledged += try awaitReceipts(upTo: Self.inFlight - 1)
            try dealer.send([Frame(article)])
            waiting += 1
        }
        return acknowledged
    }

    /// Waits until no more than so many articles are on their way, and tells how many receipts that took.
    @discardableResult
    func awaitReceipts(upTo count: Int) throws -> Int {
        var acknowledged = 0
        while waiting > count {
            let answer = try dealer.receive()
            guard answer[0].starts(with: #"{"status":"accepted""#.utf8) else {
                throw FileProblem(description: "The daemon did not accept an article: \(answer[0].text ?? "").")
            }
            waiting -= 1
            acknowledged += 1
        }
        return acknowledged
    }

    func close() { dealer.close() }
}
