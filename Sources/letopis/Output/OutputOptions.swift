import ArgumentParser
import Projections

/// How an answer is printed: a table for people on a terminal, JSON lines otherwise.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, one object a line (the default when the output is not a terminal).")
    var json = false

    @Flag(help: "Print a table (the default on a terminal).")
    var table = false

    func validate() throws {
        if json && table { throw ValidationError("--json and --table exclude each other.") }
    }

    /// Whether to print for people.
    var isTable: Bool { table || (!json && Terminal.output.isInteractive) }

    /// Prints a list: a table, or a line of JSON for each element. An empty list says so on standard error.
    func print<Element: Encodable>(_ elements: [Element], empty: String, _ table: ([Element]) -> Table) throws {
        if elements.isEmpty {
            Terminal.errors.line(empty)
        } else if isTable {
            for line in table(elements).lines() { Terminal.output.line(line) }
        } else {
            for element in elements { Terminal.output.write(try QueryJSON.encode(element) + [0x0A]) }
        }
    }

    /// Prints one answer: the lines for people, or a line of JSON.
    func print(_ element: some Encodable, _ lines: () -> [String]) throws {
        if isTable {
            for line in lines() { Terminal.output.line(line) }
        } else {
            Terminal.output.write(try QueryJSON.encode(element) + [0x0A])
        }
    }
}
