import Foundation

/// What the environment may ask of the tests that go on for as long as one likes.
enum TestSettings {
    /// Rounds of append, crash and recover in the simulation.
    static let rounds = number("LETOPIS_TEST_ROUNDS") ?? 1_000

    /// The first seed of the simulation, and the seed of the writers that are killed.
    static let seed = UInt64(number("LETOPIS_TEST_SEED") ?? 1)

    /// How often a writing process is killed.
    static let kills = number("LETOPIS_TEST_KILLS") ?? 150

    private static func number(_ variable: String) -> Int? {
        guard let text = ProcessInfo.processInfo.environment[variable] else { return nil }
        guard let number = Int(text), number >= 0 else { fatalError("\(variable) is “\(text)”, not a number") }
        return number
    }
}
