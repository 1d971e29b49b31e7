import TestSupport
import Testing

@testable import EventLog

/// Append, crash, recover, again and again, against a model of what must survive.
///
/// `LETOPIS_TEST_ROUNDS` says how many rounds, `LETOPIS_TEST_SEED` with which seed the first life begins.
@Suite struct SimulationTests {
    /// The lives are shared among so many tests, which run at the same time.
    private static let shares = 8

    @Test(arguments: 0..<shares)
    func acknowledgedBatchesSurviveEveryCrash(share: Int) async throws {
        let lives = max(1, TestSettings.rounds / Simulation.roundsInALife)
        var crashes = 0
        var batches = 0
        var looks = 0
        for life in stride(from: share, to: lives, by: Self.shares) {
            let seed = TestSettings.seed + UInt64(life)
            do {
                var simulation = Simulation(seed: seed)
                let outcome = try await simulation.run(rounds: Simulation.roundsInALife)
                crashes += outcome.crashes
                batches += outcome.batches
                looks += outcome.looks
            } catch {
                Issue.record(
                    """
                    seed \(seed): \(error). Replay it with: LETOPIS_TEST_SEED=\(seed) \
                    LETOPIS_TEST_ROUNDS=\(Simulation.roundsInALife) deploy/test --filter SimulationTests
                    """)
                return
            }
        }
        #expect(share >= lives || lives < 10 * Self.shares || (crashes > 0 && batches > 0 && looks > 0))
    }
}
