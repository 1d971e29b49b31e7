import Chronicle
import EventLog
import Foundation
import Testing

/// What the log holds in the end, read straight from its files: what everything else is held against.
struct SoakRecord {
    private(set) var last: UInt64 = 0
    private var accepted: [String: [UInt64]] = [:]
    private var extracted: [String: Int] = [:]
    private var sequencesByTopic: [String: [UInt64]] = [:]

    init(log directory: String) throws {
        #expect(try LogVerification.run(directory: directory).isIntact)
        let reader = try SegmentLogView.open(directory: directory).makeReader(from: 1)
        while try reader.read(
            recordsMax: 1_024,
            { record in
                let event = try Event(
                    sequence: record.sequence, time: record.time, type: record.type, payload: record.payload)
                #expect(event.sequence == last + 1)
                last = event.sequence
                sequencesByTopic[event.content.topic, default: []].append(event.sequence)
                switch event.content.payload {
                case .articleAccepted: accepted[event.content.article, default: []].append(event.sequence)
                case .articleExtracted: extracted[event.content.article, default: 0] += 1
                default: break
                }
            }) > 0
        {}
    }

    /// Every acknowledged article is there once, where its receipt said, and extracted once.
    func check(_ ledger: SoakLedger) {
        #expect(ledger.problems.isEmpty, "\(ledger.problems.prefix(10))")
        #expect(!ledger.acknowledged.isEmpty)
        let lost = ledger.acknowledged.filter { accepted[$0.key] != [$0.value] }
        #expect(lost.isEmpty, "\(lost.count) of \(ledger.acknowledged.count): \(lost.prefix(10))")
        #expect(accepted.allSatisfy { $0.value.count == 1 && extracted[$0.key] == 1 })
    }

    /// Every event between the first and the last that a watcher saw of a topic was received or lies in a gap that it noticed.
    func check(_ watcher: SoakWatcher) {
        let seen = watcher.seen
        #expect(!seen.isEmpty, "\(watcher.topics)")
        for (name, topic) in seen {
            let there = Set(sequencesByTopic[name] ?? [])
            #expect(topic.received.isSubset(of: there), "\(name)")
            let missed = there.filter { $0 > topic.first && $0 < topic.last && !topic.received.contains($0) }
            let unnoticed = missed.filter { sequence in
                !topic.gaps.contains { $0.after < sequence && sequence < $0.before }
            }
            #expect(unnoticed.isEmpty, "\(name): \(unnoticed.sorted().prefix(10))")
        }
    }
}
