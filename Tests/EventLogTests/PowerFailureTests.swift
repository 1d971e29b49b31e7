import TestSupport
import Testing

@testable import EventLog

/// The power fails before every single call that changes the disk, and of what was not synced any subset of sectors,
/// lengths and names survives.
@Suite struct PowerFailureTests {
    /// What happens before the power fails.
    struct Story: CustomTestStringConvertible {
        var testDescription: String
        var sectorBytes: Int
        var segmentBytesMax = 4096
        var sync = SyncPolicy.always
        /// As many combinations are tried one by one; of more, so many at random.
        var combinationsMax = 1 << 10
        var batches: [[LogEntry]]
    }

    static let stories = [
        Story(testDescription: "small batches, sectors of 512", sectorBytes: 512, batches: (0..<4).map { batch($0) }),
        Story(
            testDescription: "a batch over eight sectors of 64", sectorBytes: 64,
            batches: [batch(1), batch(2, records: 4, bytes: 96), batch(3)]),
        Story(
            testDescription: "a batch over three sectors of 512", sectorBytes: 512,
            batches: [batch(1), batch(2, records: 4, bytes: 350), batch(3)]),
        Story(
            testDescription: "rolling over to new segments", sectorBytes: 128, segmentBytesMax: 512,
            combinationsMax: 24, batches: (0..<7).map { batch($0, records: 1 + $0 % 2, bytes: 100) }),
        Story(
            testDescription: "never synced until a segment is sealed", sectorBytes: 128, segmentBytesMax: 768,
            sync: .never, combinationsMax: 24, batches: (0..<8).map { batch($0, records: 1 + $0 % 2, bytes: 90) }),
    ]

    @Test(arguments: stories)
    func everySubsetOfSectorsKeepsWhatWasAcknowledged(story: Story) async throws {
        var random = SeededGenerator(seed: 5)
        var tried: Set<[String: [UInt8]]> = []
        var cuts = 0
        for (number, moment) in try await moments(of: story).enumerated() {
            let least = story.sync == .always ? moment.mark : 0
            let left = moment.disk.afterPowerFailure(
                sectorBytes: story.sectorBytes, limit: story.combinationsMax, using: &random)
            for files in left where tried.insert(files).inserted {
                let place = "\(story.testDescription), before call \(number)"
                let opened = try await open(files, story, least: least, most: moment.mark + 1, place)
                // Recovery that changed something is interrupted itself, now and then.
                guard opened.changed else { continue }
                cuts += 1
                if cuts % 16 == 1 {
                    try await interruptRecovery(of: files, story, least: least, most: moment.mark + 1, place, &random)
                }
            }
        }
        #expect(cuts > 0, "no power failure left anything to cut")
    }

    /// What a killed process left may be in memory only, names of files as well: the next one builds on nothing of that.
    @Test(arguments: stories)
    func whatIsAcknowledgedAfterAKillSurvivesAPowerFailure(story: Story) async throws {
        var random = SeededGenerator(seed: 6)
        for (number, moment) in try await moments(of: story).enumerated() {
            let killed = MemoryFileSystem(moment.disk)
            let next = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: killed))
            let found = try next.all()
            _ = try await next.append(batch(99))
            let expected = try next.all()
            await next.close()
            for left in killed.disk.afterPowerFailure(sectorBytes: story.sectorBytes, limit: 8, using: &random) {
                let options = LogOptions(fileSystem: MemoryFileSystem(files: left))
                let log = try SegmentLog.open(directory: "/log", options: options)
                #expect(try log.all() == expected, "killed before call \(number) with \(found.count) records")
                await log.close()
            }
        }
    }

    /// The disk before each call of a story, marked with how many batches were acknowledged.
    private func moments(of story: Story) async throws -> [MemoryFileSystem.Moment] {
        let fileSystem = MemoryFileSystem()
        let options = LogOptions(sync: story.sync, segmentBytesMax: story.segmentBytesMax, fileSystem: fileSystem)
        fileSystem.recordMoments()
        let log = try SegmentLog.open(directory: "/log", options: options)
        for (number, batch) in story.batches.enumerated() {
            _ = try await log.append(batch)
            fileSystem.mark(number + 1)
        }
        await log.close()
        return fileSystem.moments
    }

    /// Lets the power fail again before every call of the recovery.
    private func interruptRecovery(
        of files: [String: [UInt8]], _ story: Story, least: Int, most: Int, _ place: String,
        _ random: inout SeededGenerator
    ) async throws {
        let fileSystem = MemoryFileSystem(files: files)
        fileSystem.recordMoments()
        let log = try SegmentLog.open(directory: "/log", options: LogOptions(fileSystem: fileSystem))
        let found = try log.all().count
        await log.close()
        for (number, moment) in fileSystem.moments.enumerated() {
            for left in moment.disk.afterPowerFailure(sectorBytes: story.sectorBytes, limit: 8, using: &random) {
                let again = try await open(
                    left, story, least: least, most: most, "\(place), before call \(number) of recovery")
                #expect(again.records == found, "\(place): recovery that is interrupted comes to the same end")
            }
        }
    }

    /// Opens what a power failure has left, and looks that whole batches are there, no fewer and no more than given.
    private func open(
        _ files: [String: [UInt8]], _ story: Story, least: Int, most: Int, _ place: String
    ) async throws -> (records: Int, changed: Bool) {
        do {
            let log = try SegmentLog.open(
                directory: "/log", options: LogOptions(fileSystem: MemoryFileSystem(files: files)))
            let found = try log.all()
            let counts = (least...min(most, story.batches.count)).map { kept(Array(story.batches[..<$0])) }
            #expect(counts.contains(found), "\(place): \(found.count) records; \(log.openReport)")
            let next = try await log.append(batch(99))
            #expect(next.sequences.lowerBound == UInt64(found.count + 1), "\(place)")
            await log.close()
            return (found.count, log.openReport.cut != nil || log.openReport.removedFile != nil)
        } catch {
            Issue.record("\(place): \(error)")
            throw error
        }
    }
}
