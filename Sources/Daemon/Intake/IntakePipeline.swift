import ServiceLifecycle

/// The batches of one socket on their way: read side by side, queued for the log in their order, answered in their order.
///
/// So many batches are under way at a time and no more: while the log does not get on, nothing is taken from the socket.
struct IntakePipeline {
    /// Answers the messages that were added together.
    typealias Answer = @Sendable (ArraySlice<IntakeMessage>, [Receipt]) async -> Void

    let intake: ArticleIntake
    private var queued: Task<IntakeBatch, Never>?
    /// The oldest first; the older ones may have ended.
    private var answered: [Task<Void, Never>] = []

    /// Batches under way from one socket: one in the disk's hands, one to follow it at once, and some being read.
    static let batchesMax = 4

    init(intake: ArticleIntake) { self.intake = intake }

    /// Sends a batch on its way, once there is room for it.
    mutating func add(_ batch: ArraySlice<IntakeMessage>, answer: @escaping Answer) async {
        if answered.count >= Self.batchesMax { await answered.removeFirst().value }
        let submitted = Task { [intake, queued] in await intake.submit(batch, behind: queued) }
        queued = submitted
        answered.append(
            Task { [intake, previous = answered.last] in
                let receipts = await intake.receipts(of: submitted.value)
                await previous?.value
                await answer(batch, receipts)
            })
    }

    /// Waits until all is answered.
    mutating func finish() async {
        for task in answered { await task.value }
        answered = []
    }
}
