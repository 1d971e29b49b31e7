import Foundation

/// What the environment may ask of the tests that go on for as long as one likes.
public enum TestSettings {
    /// Rounds of append, crash and recover in the simulation.
    public static let rounds = number("LETOPIS_TEST_ROUNDS") ?? 1_000

    /// The first seed of the simulation and of the fuzzing, and the seed of the writers that are killed.
    public static let seed = UInt64(number("LETOPIS_TEST_SEED") ?? 1)

    /// How often a writing process is killed.
    public static let kills = number("LETOPIS_TEST_KILLS") ?? 150

    /// Rounds of the fuzzing of extraction.
    public static let fuzzRounds = number("LETOPIS_TEST_FUZZ_ROUNDS") ?? 25

    private static func number(_ variable: String) -> Int? {
        guard let text = ProcessInfo.processInfo.environment[variable] else { return nil }
        guard let number = Int(text), number >= 0 else { fatalError("\(variable) is “\(text)”, not a number") }
        return number
    }
}
