import Foundation
import Testing
import Threading

@Suite("Threads of the system")
struct ThreadingTests {
    /// What the system says of the thread at hand.
    private struct Observation: Hashable {
        var name: String
        var nice: Int32

        static func here() -> Observation {
            let name = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
            return Observation(
                name: name?.trimmingCharacters(in: .newlines) ?? "", nice: getpriority(.init(PRIO_PROCESS.rawValue), 0))
        }
    }

    @Test("have their name and urgency from their first instruction, and are joined at their end")
    func nameAndUrgency() throws {
        let seen = Monitor<Set<Observation>>([])
        let own = Observation.here().nice
        var expected: Set<Observation> = []
        let threads = try (0..<64).map { number in
            let urgency = number % 2 == 0 ? SystemThread.Urgency.normal : .low
            expected.insert(Observation(name: "thread-\(number)", nice: number % 2 == 0 ? own : 10))
            return try SystemThread.start(named: "thread-\(number)", urgency: urgency) {
                let here = Observation.here()
                seen.withLock { _ = $0.insert(here) }
            }
        }
        for thread in threads { thread.join() }
        #expect(seen.withLock { $0 } == expected)
    }

    @Test("have of a long name the first 15 bytes")
    func longName() throws {
        let seen = Monitor("")
        try SystemThread.start(named: "a-name-that-is-too-long") {
            let here = Observation.here()
            seen.withLock { $0 = here.name }
        }.join()
        #expect(seen.withLock { $0 } == "a-name-that-is-")
    }

    @Test("wait for a value of a monitor until it is there, or a deadline has passed")
    func monitor() throws {
        let count = Monitor(0)
        let thread = try SystemThread.start(named: "counting") {
            for _ in 0..<100 { count.withLock { $0 += 1 } }
        }
        #expect(count.wait { $0 == 100 ? "all" : nil } == "all")
        thread.join()
        let deadline = monotonicNanoseconds() + 20_000_000
        #expect(count.wait(until: deadline) { $0 > 100 ? "more" : nil } == nil)
        #expect(monotonicNanoseconds() >= deadline)
    }
}
