import Chronicle
import Daemon
import Foundation
import Testing

/// Mixed load for as long as wished, with subscribers that come and go and a kill -9 at the end of every round.
///
/// | variable | means | without it |
/// | --- | --- | --- |
/// | `LETOPIS_TEST_SOAK_SECONDS` | how long the load goes on | 15 |
/// | `LETOPIS_TEST_SOAK_ROUND_SECONDS` | time between two kills | a third of that, at most 60 |
@Suite("A soak", .serialized)
struct SoakTests {
    private static let seconds = variable("LETOPIS_TEST_SOAK_SECONDS") ?? 15
    private static let roundSeconds =
        variable("LETOPIS_TEST_SOAK_ROUND_SECONDS") ?? min(60, max(1, seconds / 3))

    /// From so many rounds on, resident memory and open files of the last third are held against those of the first.
    private static let roundsForTrend = 9
    /// Resident memory that a daemon may have at any time.
    private static let residentBytesMax = 512 << 20

    @Test("of mixed load, changing subscribers and kills: nothing acknowledged is lost, no gap goes unnoticed")
    func soak() async throws {
        let folder = try TemporaryFolder()
        let endpoints = DaemonConfiguration.Endpoints.named(in: folder.url)
        let ledger = SoakLedger()
        let follower = SoakFollower(endpoints: endpoints)
        let watchers = [[], ["meeting"], ["statement", "actor"]].map { SoakWatcher(endpoints: endpoints, topics: $0) }
        let following = Task { await follower.run() }
        let watching = watchers.map { watcher in Task { try await watcher.run() } }

        let end = ContinuousClock.now + .seconds(Self.seconds)
        var round = 0
        var footprints: [SoakFootprint] = []
        while true {
            let isLast = ContinuousClock.now + .seconds(Self.roundSeconds) >= end
            let daemon = try await DaemonProcess.start(in: folder.url, endpoints: endpoints)
            let load = SoakLoad(daemon: daemon, ledger: ledger, round: round)
            footprints.append(try await load.run(for: .seconds(Self.roundSeconds)))
            round += 1
            if !isLast {
                try await daemon.kill()
                continue
            }
            try await daemon.settle()
            let tip = JSONLine(try await daemon.command("status", "--json").output).sequence.number
            try await eventually(within: .seconds(300), "the follower has heard the last event") {
                follower.last >= UInt64(tip)
            }
            following.cancel()
            for task in watching { task.cancel() }
            await following.value
            for task in watching { try await task.value }
            #expect(try await daemon.stop().status == 0)
            break
        }

        #expect(follower.problems.isEmpty, "\(follower.problems)")
        let record = try SoakRecord(log: folder.url.appendingPathComponent("data/log").path)
        record.check(ledger)
        for watcher in watchers {
            record.check(watcher)
            #expect(watcher.gaps > 0, "\(watcher.topics) lost nothing: nothing was tried")
        }
        check(footprints)
        print(
            "soak: \(round) rounds of \(Self.roundSeconds) s, \(ledger.acknowledged.count) articles acknowledged, "
                + "\(record.last) events, \(watchers.reduce(0) { $0 + $1.gaps }) gaps noticed, "
                + "resident MiB by round: \(footprints.map { $0.residentBytes >> 20 })")
    }

    private func check(_ footprints: [SoakFootprint]) {
        for footprint in footprints { #expect(footprint.residentBytes < Self.residentBytesMax) }
        guard footprints.count >= Self.roundsForTrend else { return }
        let third = footprints.count / 3
        func median(_ part: some Sequence<SoakFootprint>, _ value: (SoakFootprint) -> Int) -> Int {
            part.map(value).sorted()[third / 2]
        }
        let (first, last) = (footprints.prefix(third), footprints.suffix(third))
        #expect(median(last, \.residentBytes) < median(first, \.residentBytes) * 5 / 4 + (16 << 20))
        #expect(median(last, \.openFiles) <= median(first, \.openFiles) + 16)
    }

    private static func variable(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
