import Chronicle
import Foundation

/// One figure and what it is to be held against.
struct BenchFigure {
    /// What was measured.
    var name: String
    /// The figure, a thing a second or microseconds.
    var value: Double
    /// Its unit.
    var unit: String
    /// What was measured beside it in the same run.
    var anchor: (name: String, value: Double)?
    /// More that belongs to it: percentiles.
    var details: String = ""
}

/// Prints figures as they come: a table for people, JSON lines otherwise.
final class BenchTable {
    private let printsJSON: Bool

    init(printsJSON: Bool) {
        self.printsJSON = printsJSON
        if !printsJSON {
            Terminal.output.line(
                Self.columns("what", "figure", "anchor in this run", "ratio", "details"))
        }
    }

    func add(_ figures: [BenchFigure]) {
        Terminal.errors.endProgress()
        for figure in figures { add(figure) }
    }

    func add(_ figure: BenchFigure) {
        Terminal.errors.endProgress()
        let ratio = figure.anchor.map { figure.value / $0.value }
        if printsJSON {
            var writer = JSONWriter()
            writer.object { json in
                json.member("what", figure.name)
                json.member("value", Int(figure.value.rounded()))
                json.member("unit", figure.unit)
                if let anchor = figure.anchor {
                    json.member("anchor", anchor.name)
                    json.member("anchor_value", Int(anchor.value.rounded()))
                }
                if let ratio { json.member("ratio", Self.text(ratio)) }
                if !figure.details.isEmpty { json.member("details", figure.details) }
            }
            Terminal.output.line(writer.bytes)
        } else {
            Terminal.output.line(
                Self.columns(
                    figure.name, "\(Self.grouped(figure.value)) \(figure.unit)",
                    figure.anchor.map { "\(Self.grouped($0.value)) \($0.name)" } ?? "",
                    ratio.map(Self.text) ?? "", figure.details))
        }
    }

    func end() { Terminal.errors.endProgress() }

    private static func columns(_ cells: String...) -> String {
        let widths = [46, 22, 34, 7, 0]
        return zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(1, width - cell.count))
        }.joined()
    }

    private static func text(_ ratio: Double) -> String {
        let hundredths = Int((ratio * 100).rounded())
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }

    private static func grouped(_ value: Double) -> String {
        var digits = String(Int(value.rounded()))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}

/// Repeats work until a time is over.
struct BenchClock {
    /// The shortest time of measurement.
    let duration: Duration

    /// How many times a second `body` does what it counts.
    func rate(_ name: String, _ body: () throws -> Int) rethrows -> Double {
        Terminal.errors.progress("measuring: \(name)")
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while start.duration(to: clock.now) < duration { count += try body() }
        return Double(count) / start.duration(to: clock.now).inSeconds
    }

    /// The same for work that waits.
    func rate(_ name: String, _ body: () async throws -> Int) async rethrows -> Double {
        Terminal.errors.progress("measuring: \(name)")
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while start.duration(to: clock.now) < duration { count += try await body() }
        return Double(count) / start.duration(to: clock.now).inSeconds
    }
}

extension Duration {
    /// As a number of seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// As a number of whole microseconds.
    var inMicroseconds: UInt64 {
        UInt64(components.seconds) * 1_000_000 + UInt64(components.attoseconds / 1_000_000_000_000)
    }
}

extension [Double] {
    /// The middle one, or what lies between the middle two.
    var median: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
