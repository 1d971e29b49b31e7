import ArgumentParser
import Chronicle
import Projections

/// Reads a word of the schema from the command line.
///
/// - Throws: `ValidationError` that lists the words.
func named<Value: NamedEnum>(_ type: Value.Type = Value.self) -> @Sendable (String) throws -> Value {
    { word in
        guard let value = Value(name: word) else {
            let known = Value.names.dropFirst().joined(separator: ", ")
            throw ValidationError("“\(word)” is none of: \(known).")
        }
        return value
    }
}

/// What is known at which moment.
struct AsOfOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Show what had been published by this day or time.", valueName: "time"))
    var asOf: String?

    @Option(help: ArgumentHelp("Show what had been recorded here by this day or time.", valueName: "time"))
    var asOfRecorded: String?

    func validate() throws {
        if asOf != nil && asOfRecorded != nil {
            throw ValidationError("--as-of and --as-of-recorded exclude each other.")
        }
    }

    /// The moment; nil for now.
    func moment() throws -> AsOf? {
        if let asOf { return try .published(by: asOf) }
        if let asOfRecorded { return try .recorded(by: asOfRecorded) }
        return nil
    }
}
