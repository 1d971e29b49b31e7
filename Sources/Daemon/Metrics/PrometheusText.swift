/// The kinds of metrics that Prometheus knows.
enum MetricKind: String, Sendable {
    case counter, gauge, histogram

    /// A metric's name as Prometheus wants it: letters, digits, underscores and colons, and the kind's ending.
    func name(_ label: String) -> String {
        var name = String(
            label.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":" ? $0 : "_" })
        if name.first?.isNumber ?? true { name = "_" + name }
        switch self {
        case .counter where !name.hasSuffix("_total"): return name + "_total"
        case .histogram where !name.hasSuffix("_seconds"): return name + "_seconds"
        case .counter, .gauge, .histogram: return name
        }
    }
}

/// The labels of a series, in the order of their names.
struct MetricLabels: Hashable, Comparable, Sendable {
    private let names: [String]
    private let values: [String]

    init(_ dimensions: [(String, String)]) {
        let sorted = dimensions.sorted { $0.0 < $1.0 }
        names = sorted.map { name, _ in
            String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "_" })
        }
        values = sorted.map(\.1)
    }

    func adding(_ name: String, _ value: String) -> MetricLabels {
        MetricLabels(Array(zip(names, values)) + [(name, value)])
    }

    /// `{name="value",…}`, or nothing where there are none.
    var text: String {
        if names.isEmpty { return "" }
        let pairs = zip(names, values).map { "\($0)=\"\(PrometheusText.escaped($1, quotes: true))\"" }
        return "{" + pairs.joined(separator: ",") + "}"
    }

    static func < (left: MetricLabels, right: MetricLabels) -> Bool {
        left.values.lexicographicallyPrecedes(right.values)
    }
}

/// Writes Prometheus's text format, version 0.0.4.
struct PrometheusText {
    /// The media type of the format.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Begins a family: what it means, and its kind.
    mutating func begin(_ name: String, _ kind: MetricKind) {
        let help = MetricHelp.texts[name] ?? "A metric of a library that the daemon uses."
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Writes one number.
    mutating func sample(_ name: String, _ labels: MetricLabels, _ value: Double) {
        text += "\(name)\(labels.text) \(Self.number(value))\n"
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return String(value)
    }

    static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
