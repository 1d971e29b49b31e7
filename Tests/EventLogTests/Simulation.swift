import Glibc
import Synchronization
import TestSupport
import Testing

@testable import EventLog

/// One log's life of appends, crashes and recoveries, all of which follows from a seed, beside a model of what must
/// survive.
struct Simulation {
    /// Rounds in one life.
    static let roundsInALife = 10

    let seed: UInt64
    private var random: SeededGenerator
    private var fileSystem = MemoryFileSystem()
    /// The batches of the log in order, as far as they are known.
    private var batches: [[LogEntry]] = []
    /// So many of them must survive a power failure.
    private var durable = 0
    /// What was being appended when the round ended.
    private var inFlight: [[LogEntry]] = []
    private var nextLabel = 0
    private let follower: Follower

    /// What came of a life.
    struct Outcome {
        var batches = 0
        var crashes = 0
        var cuts = 0
        var looks = 0
    }
    private var outcome = Outcome()

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        follower = Follower(seed: seed)
    }

    /// Lives through some rounds.
    mutating func run(rounds: Int) async throws -> Outcome {
        for round in 0..<rounds {
            try await live(round)
            try await crashAndRecover(round)
            guard follower.complaints.isEmpty else { throw Lost(what: "round \(round): \(follower.complaints[0])") }
        }
        // A power failure under a policy that does not sync leaves a tail that the next start cuts.
        try await SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem)).close()
        let found = try LogVerification.run(directory: "/log", fileSystem: fileSystem)
        #expect(found.isIntact, "seed \(seed): \(found.damages)")
        outcome.batches = batches.count
        outcome.looks = follower.looks
        return outcome
    }

    /// Opens the log, appends, and comes to an end of some sort.
    private mutating func live(_ round: Int) async throws {
        let policy = [SyncPolicy.always, .always, .every(.zero), .never][Int.random(in: 0..<4, using: &random)]
        fileSystem.limitWrites(to: Bool.random(using: &random) ? Int.random(in: 1...300, using: &random) : .max)
        // The disk may break at any call, also while the log is being opened.
        if Int.random(in: 0..<3, using: &random) == 0 {
            fileSystem.fail(
                MemoryFileSystem.Fault(
                    operations: Bool.random(using: &random) ? [.write] : Set(MemoryFileSystem.Operation.allCases),
                    skip: Int.random(in: 0..<60, using: &random), code: Bool.random(using: &random) ? EIO : ENOSPC,
                    bytesKept: Int.random(in: 0..<200, using: &random), persists: Bool.random(using: &random)))
        }
        let options = LogOptions(
            sync: policy, segmentBytesMax: Int.random(in: 512...4096, using: &random), fileSystem: fileSystem)
        do {
            let log = try SegmentLog.open(directory: "/log", options: options)
            expectSame(try log.all(), kept(batches), round)
            durable = batches.count
            inFlight = []
            follower.follow(log, fileSystem, isDurable: policy == .always)
            for _ in 0..<Int.random(in: 0..<10, using: &random) {
                inFlight = (0..<Int.random(in: 1...3, using: &random)).map { _ in nextBatch() }
                defer { if policy == .always { durable = batches.count } }
                try await appendAtOnce(log)
            }
            if Bool.random(using: &random) {
                await log.close()
                if log.health == .healthy { durable = batches.count }
            }
        } catch LogError.file {
        } catch LogError.readOnly {
        }
        follower.stop(fileSystem)
    }

    private mutating func nextBatch() -> [LogEntry] {
        nextLabel += 1
        return batch(
            nextLabel, records: Int.random(in: 1...4, using: &random), bytes: Int.random(in: 0...200, using: &random))
    }

    /// Submits the batches in flight one after the other without waiting in between; of those, a first part may have been
    /// acknowledged when it throws.
    private mutating func appendAtOnce(_ log: SegmentLog) async throws {
        let (results, continuation) = AsyncStream<Result<LogReceipt, LogError>>.makeStream()
        var submitted = 0
        var refusal: LogError?
        for batch in inFlight {
            do {
                try log.submit(batch) { continuation.yield($0) }
                submitted += 1
            } catch let error as LogError {
                refusal = error
                break
            }
        }
        var acknowledged = 0
        var count = 0
        var failure: LogError?
        for await result in results.prefix(submitted) {
            count += 1
            switch result {
            case .success(let receipt):
                #expect(failure == nil, "seed \(seed): a batch was acknowledged after one had failed")
                let expected = UInt64(kept(batches).count + kept(Array(inFlight[..<acknowledged])).count + 1)
                #expect(receipt.sequences.lowerBound == expected, "seed \(seed)")
                acknowledged += 1
            case .failure(let error):
                failure = failure ?? error
            }
            if count == submitted { break }
        }
        batches += inFlight[..<acknowledged]
        inFlight.removeFirst(acknowledged)
        if let failure = failure ?? refusal { throw failure }
    }

    /// Kills the process or cuts the power, then looks at what is left.
    private mutating func crashAndRecover(_ round: Int) async throws {
        let before = fileSystem
        var least = batches.count
        let isPowerFailure = Bool.random(using: &random)
        if !isPowerFailure {
            fileSystem = before.afterKill()
        } else {
            outcome.crashes += 1
            least = durable
            fileSystem = before.afterPowerFailure(
                sectorBytes: Bool.random(using: &random) ? 64 : 512, using: &random)
        }
        // What was not acknowledged may be there, but only batch by batch from the first one on.
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem.copy()))
        if log.openReport.cut != nil { outcome.cuts += 1 }
        let survived = try log.all()
        await log.close()
        let candidates = batches + inFlight
        guard let count = (least...candidates.count).first(where: { kept(Array(candidates[..<$0])) == survived }) else {
            throw Lost(
                what: """
                    round \(round): \(survived.count) records survived, which are not the first \(least) batches or more \
                    of \(candidates.count). \(log.openReport)
                    """)
        }
        batches = Array(candidates[..<count])
        durable = isPowerFailure ? count : min(durable, count)
        // What was taken back without a sync may come back until a start has synced.
        inFlight = Array(candidates[count...])
        follower.rewind(to: UInt64(survived.count))
    }

    private func expectSame(_ found: [Kept], _ expected: [Kept], _ round: Int) {
        let same = zip(found, expected).prefix { $0 == $1 }.count
        #expect(
            same == found.count && same == expected.count,
            "seed \(seed), round \(round): \(found.count) records instead of \(expected.count), the first \(same) equal"
        )
    }

    /// A promise that was broken.
    struct Lost: Error, CustomStringConvertible {
        let what: String
        var description: String { what }

        init(what: String) { self.what = what }
    }
}

/// Reads on at many a change of the disk: in the writer's process, from another one, and from one that has just opened
/// the log. What it is handed must follow without gap or repetition, and must have been durable.
private final class Follower: Sendable {
    private struct State {
        /// The last sequence handed out in the writer's process, and in the other one.
        var inside: UInt64 = 0
        var outside: UInt64 = 0
        var looks = 0
        var random: SeededGenerator
        /// What was wrong; noted here because the writer's thread belongs to no test.
        var complaints: [String] = []
    }

    /// One in so many changes of the disk is looked at.
    private static let stride = 16

    private let state: Mutex<State>

    init(seed: UInt64) { state = Mutex(State(random: SeededGenerator(seed: ~seed))) }

    var looks: Int { state.withLock { $0.looks } }

    var complaints: [String] { state.withLock { $0.complaints } }

    /// Follows a log from where it stood in the one before.
    func follow(_ log: SegmentLog, _ fileSystem: MemoryFileSystem, isDurable: Bool) {
        fileSystem.observe { [weak log] in
            guard let log else { return }
            self.look(log, fileSystem, isDurable: isDurable)
        }
    }

    func stop(_ fileSystem: MemoryFileSystem) { fileSystem.observe(nil) }

    /// Takes note that history ended there, after a crash under a policy that allows it.
    func rewind(to last: UInt64) {
        state.withLock { state in
            state.inside = min(state.inside, last)
            state.outside = min(state.outside, last)
        }
    }

    private func look(_ log: SegmentLog, _ fileSystem: MemoryFileSystem, isDurable: Bool) {
        state.withLock { state in
            guard Int.random(in: 0..<Self.stride, using: &state.random) == 0 else { return }
            state.looks += 1
            do {
                let view = try SegmentLogView.open(directory: "/log", fileSystem: fileSystem)
                state.inside = try read(log, after: state.inside)
                state.outside = try read(view, after: state.outside)
                guard isDurable else { return }
                // The tip may be old and would hide what a restart finds.
                let left = MemoryFileSystem(files: fileSystem.disk.synced.filter { $0.key != "/log/tip" })
                let survives = try SegmentLogView.open(directory: "/log", fileSystem: left).lastSequence
                let seen = max(state.inside, state.outside)
                if seen > survives {
                    state.complaints.append("record \(seen) was seen when only \(survives) were durable")
                }
            } catch LogError.file {
                // The disk is broken for readers too.
            } catch {
                state.complaints.append("a reader failed: \(error)")
            }
        }
    }

    /// Reads on to the end.
    ///
    /// - Returns: the last sequence read.
    private func read(_ log: any Log, after last: UInt64) throws -> UInt64 {
        guard log.lastSequence > last else { return last }
        var position = last
        _ = try log.makeReader(from: last + 1).read(recordsMax: .max) { record in
            guard record.sequence == position + 1 else { throw Gap(after: position, at: record.sequence) }
            position = record.sequence
        }
        return position
    }

    private struct Gap: Error {
        var after: UInt64
        var at: UInt64
    }
}
