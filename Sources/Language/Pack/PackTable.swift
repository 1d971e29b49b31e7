import Foundation

/// A tab-separated file of a language pack or of the knowledge base: UTF-8, `#` opens a comment line.
public struct PackTable: Sendable {
    /// A line with its fields.
    public struct Row: Sendable {
        /// The file's path as it was given.
        public let file: String
        /// Counted from 1.
        public let line: Int
        /// The fields as they stand between tabs, without white space at their ends.
        public let fields: [String]

        /// The field at an index, empty where the line has fewer.
        public subscript(index: Int) -> String { index < fields.count ? fields[index] : "" }

        /// The values of a field that holds several, without the white space around them.
        public func values(_ index: Int, separator: Character) -> [String] {
            self[index].split(separator: separator).map { PackTable.trimmed($0.utf8) }.filter { !$0.isEmpty }
        }

        /// An error that names this line.
        public func error(_ message: String) -> PackError { PackError(file: file, line: line, message: message) }
    }

    /// The lines that are neither empty nor comments.
    public let rows: [Row]

    /// Reads a file.
    ///
    /// - Throws: ``PackError`` when the file cannot be read or is not UTF-8.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PackError(file: path, line: 0, message: "cannot be read")
        }
        guard let string = String(validating: data, as: UTF8.self) else {
            throw PackError(file: path, line: 0, message: "is not UTF-8")
        }
        self.init(path: path, contents: string)
    }

    /// Reads a file that may be missing; nil where it is.
    ///
    /// - Throws: ``PackError`` when it is not UTF-8.
    public init?(pathIfPresent path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        try self.init(path: path)
    }

    /// Reads the contents of a file that is called `path` in messages.
    public init(path: String, contents: String) {
        var rows: [Row] = []
        var number = 0
        for line in contents.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard let first = line.first(where: { $0 != 0x20 && $0 != 0x0D }), first != 0x23 else { continue }
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { Self.trimmed($0) }
            rows.append(Row(file: path, line: number, fields: fields))
        }
        self.rows = rows
    }

    /// The tables in a folder, by file name; none where there is no such folder.
    public static func all(inFolder path: String) throws -> [PackTable] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return [] }
        return try names.filter { $0.hasSuffix(".tsv") }.sorted().map { try PackTable(path: path + "/" + $0) }
    }

    private static func trimmed(_ field: Substring.UTF8View) -> String {
        var field = field
        while let last = field.last, last == 0x20 || last == 0x0D { field.removeLast() }
        while let first = field.first, first == 0x20 { field.removeFirst() }
        return String(Substring(field))
    }
}

/// What is wrong with a data file.
public struct PackError: Error, CustomStringConvertible {
    /// The file.
    public let file: String
    /// Counted from 1; 0 where the whole file is meant.
    public let line: Int
    /// What is wrong.
    public let message: String

    /// An error in a file.
    public init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// File, line and what is wrong.
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
