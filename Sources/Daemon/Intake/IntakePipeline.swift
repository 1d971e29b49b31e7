/// The messages of one socket on their way: queued for the log in their order, answered in their order.
///
/// So many batches are under way at a time and no more: while the log does not get on, nothing is taken from the socket.
struct IntakePipeline {
    /// Answers the messages that were added together.
    typealias Answer = @Sendable (ArraySlice<IntakeMessage>, [Receipt]) async -> Void

    /// Messages that were added together, once they are read.
    private struct Piece: Sendable {
        let messages: ArraySlice<IntakeMessage>
        let candidates: Result<[IntakeCandidate], any Error>
        let answer: Answer
    }

    let intake: ArticleIntake
    /// Where batches are waited for and answered.
    let executor: (any TaskExecutor)?
    /// Read, and to go to the log with what is read next.
    private var gathered: [Piece] = []
    private var gatheredMessages = 0
    private var gatheredBytes = 0
    /// The oldest first; the older ones may have ended.
    private var answered: [Task<Void, Never>] = []

    /// Batches under way from one socket: one in the disk's hands, one to follow it at once, and some on their way to either.
    static let batchesMax = 4
    /// Messages that are gathered while more wait to be read: a sync costs as much as the reading of some articles, and these
    /// share one.
    static let gatheredMessagesMax = 64

    init(intake: ArticleIntake, executor: (any TaskExecutor)?) {
        self.intake = intake
        self.executor = executor
    }

    /// Reads messages and sends them on their way, once there is room for them.
    ///
    /// - Parameter moreWait: more can be added at once; these may then go to the log together with them.
    mutating func add(_ messages: ArraySlice<IntakeMessage>, moreWait: Bool, answer: @escaping Answer) async {
        let bytes = messages.reduce(0) { $0 + $1.body.count }
        if gatheredBytes + bytes > ArticleIntake.batchBytesMax { await submit() }
        gathered.append(Piece(messages: messages, candidates: intake.read(messages), answer: answer))
        gatheredMessages += messages.count
        gatheredBytes += bytes
        if !moreWait || gatheredMessages >= Self.gatheredMessagesMax { await submit() }
    }

    /// Waits until all is answered.
    mutating func finish() async {
        await submit()
        for task in answered { await task.value }
        answered = []
    }

    private mutating func submit() async {
        guard !gathered.isEmpty else { return }
        if answered.count >= Self.batchesMax { await answered.removeFirst().value }
        let candidates = Result { try gathered.flatMap { try $0.candidates.get() } }
        let batch = await intake.submit(candidates, count: gatheredMessages)
        answered.append(
            Task(executorPreference: executor) { [intake, pieces = gathered, previous = answered.last] in
                var receipts = await intake.receipts(of: batch)[...]
                await previous?.value
                for piece in pieces {
                    await piece.answer(piece.messages, Array(receipts.prefix(piece.messages.count)))
                    receipts.removeFirst(piece.messages.count)
                }
            })
        (gathered, gatheredMessages, gatheredBytes) = ([], 0, 0)
    }
}
