import Foundation

/// Answers as JSON: members in alphabetical order, so that the same answer is the same bytes.
public enum QueryJSON {
    /// One value as one line without a line feed.
    ///
    /// - Throws: what Foundation's encoder throws, which is nothing for the answers of ``Library``.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
