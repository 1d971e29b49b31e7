import Foundation

/// Prometheus's text format as its documentation says it, read without the code that writes it.
struct Exposition {
    /// What is wrong with a text.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// The kinds of the families, by name.
    private(set) var kinds: [String: String] = [:]
    /// The explanations of the families, by name.
    private(set) var helps: [String: String] = [:]
    /// The samples, by name and labels as they are written.
    private(set) var samples: [String: Double] = [:]

    /// Reads a text.
    ///
    /// - Throws: ``Fault`` naming the line that breaks a rule.
    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Fault(description: "the last line has no end") }
        var family = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") {
                let words = line.split(separator: " ", maxSplits: 3).map(String.init)
                guard words.count == 4, ["HELP", "TYPE"].contains(words[1]) else { throw Fault(description: "\(line)") }
                family = words[2]
                if words[1] == "HELP" {
                    guard helps.updateValue(words[3], forKey: family) == nil else {
                        throw Fault(description: "\(line)")
                    }
                } else {
                    guard kinds.updateValue(words[3], forKey: family) == nil else {
                        throw Fault(description: "\(line)")
                    }
                }
                continue
            }
            guard let match = try Regex(#"([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)"#).wholeMatch(in: line),
                let value = Double(String(match[3].substring ?? "").replacingOccurrences(of: "Inf", with: "inf"))
            else { throw Fault(description: "no sample: \(line)") }
            let name = String(match[1].substring ?? "")
            let endings = kinds[family] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
            guard endings.contains(where: { name == family + $0 }), kinds[family] != nil, helps[family] != nil else {
                throw Fault(description: "outside of its family: \(line)")
            }
            let labels = String(match[2].substring ?? "")
            guard try labels.isEmpty || Self.areLabels(labels) else { throw Fault(description: "labels: \(line)") }
            guard samples.updateValue(value, forKey: name + labels) == nil else {
                throw Fault(description: "twice: \(line)")
            }
        }
    }

    private static func areLabels(_ text: String) throws -> Bool {
        let label = #"[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\"n])*""#
        return try Regex(#"\{\#(label)(,\#(label))*\}"#).wholeMatch(in: text) != nil
    }

    /// A sample; nil where there is none.
    subscript(_ name: String) -> Double? { samples[name] }
}
