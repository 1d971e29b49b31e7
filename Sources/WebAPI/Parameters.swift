import Chronicle
import Projections

/// The parameters of a request: every one known, every value readable, or an error that says which is not.
struct Parameters {
    private var values: [String: [String]] = [:]

    /// Reads a query.
    ///
    /// - Throws: ``Problem`` for an unknown parameter, too many of them, or text that is not percent-encoded UTF-8.
    init(query: String, allowed: [String]) throws {
        let pairs = query.utf8.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= WebLimits.parametersMax else {
            throw Problem(status: .badRequest, detail: "a request may have \(WebLimits.parametersMax) parameters")
        }
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], isForm: true),
                let value = parts.count > 1 ? PercentEncoding.decode(parts[1], isForm: true) : ""
            else { throw Problem(status: .badRequest, detail: "the query is not percent-encoded UTF-8") }
            guard allowed.contains(name) else {
                let known = allowed.isEmpty ? "none" : allowed.joined(separator: ", ")
                throw Problem(status: .badRequest, detail: "there is no parameter “\(name)” here; known: \(known)")
            }
            values[name, default: []].append(value)
        }
    }

    /// All values of a parameter that may be repeated.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of a parameter that stands once.
    func one(_ name: String) throws -> String? {
        guard let found = values[name] else { return nil }
        guard found.count == 1 else {
            throw Problem(status: .badRequest, detail: "\(name) may stand once")
        }
        return found[0]
    }

    /// The text of a parameter; empty where it is missing.
    func text(_ name: String) throws -> String { try one(name) ?? "" }

    /// A number.
    func number(_ name: String, default: Int) throws -> Int {
        guard let text = try one(name) else { return `default` }
        guard let number = Int(text) else {
            throw ProjectionError.invalidParameter(name: name, value: text, expected: "a number")
        }
        return number
    }

    /// A flag: present without a value, or true or false.
    func flag(_ name: String) throws -> Bool {
        switch try one(name) {
        case nil, "false": return false
        case "", "true": return true
        case let other?:
            throw ProjectionError.invalidParameter(name: name, value: other, expected: "true or false")
        }
    }

    /// Words of the schema.
    func named<Value: NamedEnum>(_ name: String, _ type: Value.Type = Value.self) throws -> [Value] {
        try all(name).map { word in
            guard let value = Value(name: word) else {
                let known = Value.names.dropFirst().joined(separator: ", ")
                throw ProjectionError.invalidParameter(name: name, value: word, expected: "one of \(known)")
            }
            return value
        }
    }

    /// Words of an enumeration of strings.
    func words<Value: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws -> [Value] where Value.RawValue == String {
        try all(name).map { word in
            guard let value = Value(rawValue: word) else {
                let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw ProjectionError.invalidParameter(name: name, value: word, expected: "one of \(known)")
            }
            return value
        }
    }

    /// The moment to look from; nil for now.
    func moment() throws -> AsOf? {
        let published = try one("as-of")
        let recorded = try one("as-of-recorded")
        if published != nil && recorded != nil {
            throw Problem(status: .badRequest, detail: "as-of and as-of-recorded exclude each other")
        }
        if let published { return try .published(by: published) }
        if let recorded { return try .recorded(by: recorded) }
        return nil
    }
}

/// Percent-encoding of paths and queries.
enum PercentEncoding {
    /// The text; nil where a `%` is not followed by two hexadecimal digits or the bytes are not UTF-8.
    ///
    /// - Parameter isForm: whether `+` stands for a space, as in queries.
    static func decode(_ encoded: some Sequence<UInt8>, isForm: Bool) -> String? {
        var bytes: [UInt8] = []
        var digits: [UInt8]?
        for byte in encoded {
            if var pending = digits {
                guard let digit = hexadecimal(byte) else { return nil }
                pending.append(digit)
                digits = pending
                if pending.count == 2 {
                    bytes.append(pending[0] << 4 | pending[1])
                    digits = nil
                }
            } else if byte == UInt8(ascii: "%") {
                digits = []
            } else {
                bytes.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return digits == nil ? String(validating: bytes, as: UTF8.self) : nil
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
