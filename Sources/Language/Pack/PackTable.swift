import Foundation

/// A tab-separated file of a language pack or of the knowledge base: UTF-8, `#` opens a comment line.
public struct PackTable: Sendable {
    /// A line with its fields.
    public struct Row: Sendable {
        private let content: Content
        /// Counted from 1.
        public let line: Int
        /// Where the fields stand in the content's ``Content/fields``.
        private let fields: Range<Int>

        fileprivate init(_ content: Content, line: Int, fields: Range<Int>) {
            self.content = content
            self.line = line
            self.fields = fields
        }

        /// The file's path as it was given.
        public var file: String { content.file }

        /// How many fields the line has.
        public var fieldCount: Int { fields.count }

        /// The field at an index, as it stands between tabs without white space at its ends; empty where the line has
        /// fewer.
        public subscript(index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

        /// The bytes of the field at an index: valid UTF-8.
        public func bytes(_ index: Int) -> ArraySlice<UInt8> {
            index < fields.count ? content.bytes[content.fields[fields.lowerBound + index]] : []
        }

        /// The values of a field that holds several, without the white space around them.
        public func values(_ index: Int, separator: Unicode.Scalar) -> [ArraySlice<UInt8>] {
            guard index < fields.count else { return [] }
            var values: [ArraySlice<UInt8>] = []
            content.bytes.withUnsafeBufferPointer { bytes in
                let field = bytes[content.fields[fields.lowerBound + index]]
                PackTable.split(field, separator: UInt8(ascii: separator)) { part in
                    let value = PackTable.trimmed(part)
                    if !value.isEmpty { values.append(content.bytes[value.startIndex..<value.endIndex]) }
                }
            }
            return values
        }

        /// An error that names this line.
        public func error(_ message: String) -> PackError { PackError(file: file, line: line, message: message) }
    }

    /// What the rows of a file share.
    fileprivate final class Content: Sendable {
        let file: String
        let bytes: [UInt8]
        /// Where the fields of all rows stand in ``bytes``.
        let fields: [Range<Int>]

        init(file: String, bytes: [UInt8], fields: [Range<Int>]) {
            self.file = file
            self.bytes = bytes
            self.fields = fields
        }
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
        let bytes = [UInt8](data)
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw PackError(file: path, line: 0, message: "is not UTF-8")
        }
        self.init(path: path, bytes: bytes)
    }

    /// Reads a file that may be missing; nil where it is.
    ///
    /// - Throws: ``PackError`` when it is not UTF-8.
    public init?(pathIfPresent path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        try self.init(path: path)
    }

    /// Reads the contents of a file that is called `path` in messages.
    public init(path: String, contents: String) { self.init(path: path, bytes: Array(contents.utf8)) }

    private init(path: String, bytes: [UInt8]) {
        var fields: [Range<Int>] = []
        var lines: [(number: Int, fields: Range<Int>)] = []
        bytes.withUnsafeBufferPointer { bytes in
            var number = 0
            var start = 0
            while start < bytes.count {
                let line = start..<(bytes[start...].firstIndex(of: 0x0A) ?? bytes.count)
                start = line.upperBound + 1
                number += 1
                guard let first = bytes[line].first(where: { $0 != 0x20 && $0 != 0x0D }), first != 0x23 else {
                    continue
                }
                let known = fields.count
                Self.split(bytes[line], separator: 0x09) { part in
                    let field = Self.trimmed(part)
                    fields.append(field.startIndex..<field.endIndex)
                }
                lines.append((number, known..<fields.count))
            }
        }
        let content = Content(file: path, bytes: bytes, fields: fields)
        rows = lines.map { Row(content, line: $0.number, fields: $0.fields) }
    }

    /// The tables in a folder, by file name; none where there is no such folder.
    public static func all(inFolder path: String) throws -> [PackTable] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { return [] }
        return try names.filter { $0.hasSuffix(".tsv") }.sorted().map { try PackTable(path: path + "/" + $0) }
    }

    /// Bytes of a file while it is looked at, without the count of references that a slice of an array keeps.
    fileprivate typealias Span = Slice<UnsafeBufferPointer<UInt8>>

    /// Calls with each part between separators, also with empty ones.
    fileprivate static func split(_ bytes: Span, separator: UInt8, _ body: (Span) -> Void) {
        var rest = bytes
        while let end = rest.firstIndex(of: separator) {
            body(rest[..<end])
            rest = rest[(end + 1)...]
        }
        body(rest)
    }

    fileprivate static func trimmed(_ field: Span) -> Span {
        var field = field
        while let last = field.last, last == 0x20 || last == 0x0D { field.removeLast() }
        while let first = field.first, first == 0x20 { field.removeFirst() }
        return field
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
