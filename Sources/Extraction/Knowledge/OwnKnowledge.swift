import Crypto
import Foundation
import Language

/// What a reader adds to the product's knowledge: a folder with tables that are laid out as the product's are.
///
/// ```
/// knowledge/people.tsv       people; beside it places, organisations, offices, their holders …
/// bg/names/people.tsv        the names that Bulgarian has for them
/// bg/lexicon/offices.tsv     words that are no names: titles, offices, professions, kinship
/// ```
public struct OwnKnowledge: Sendable {
    /// The folder as it was named.
    public let folder: String
    /// How many rows its tables have.
    public let rowCount: Int
    /// Identifies what the tables say, comments aside: eight hexadecimal digits of a SHA-256.
    public let fingerprint: String

    /// By their paths in the folder, without ending: `bg/names/people`.
    private let tables: [String: PackTable]

    private static let fingerprintBytes = 4

    /// Looks what a folder holds; the rows are judged when they are loaded.
    ///
    /// - Throws: `PackError` where there is no such folder, where it holds no table, or one that nothing reads.
    public init(folder: String) throws {
        self.folder = folder
        guard Self.isFolder(folder) else {
            throw PackError(file: folder, line: 0, message: "there is no such folder; make it or name another")
        }
        tables = try Self.paths(in: folder).reduce(into: [:]) {
            $0[$1] = try PackTable(path: "\(folder)/\($1).tsv")
        }
        guard !tables.isEmpty else {
            throw PackError(
                file: folder, line: 0,
                message:
                    "the folder holds no table; people, for one, stand in knowledge/people.tsv and bg/names/people.tsv")
        }
        var rowCount = 0
        var digest = SHA256()
        for (path, table) in tables.sorted(by: { $0.key < $1.key }) {
            rowCount += table.rows.count
            let lines = table.rows.map { row in (0..<row.fieldCount).map { row[$0] }.joined(separator: "\t") }
            for line in [path] + lines {
                digest.update(data: Data((line + "\n").utf8))
            }
        }
        self.rowCount = rowCount
        fingerprint = digest.finalize().prefix(Self.fingerprintBytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The tables of facts.
    var facts: KnowledgeBase.Tables { tables(in: Self.factsFolder) }

    /// The tables of a language's names.
    func names(_ language: String) -> KnowledgeBase.Tables { tables(in: "\(language)/\(Self.namesFolder)") }

    /// The tables of a language's words.
    func words(_ language: String) -> [PackTable] {
        tables(in: "\(language)/\(Self.lexiconFolder)").sorted { $0.key < $1.key }.map(\.value)
    }

    private func tables(in folder: String) -> KnowledgeBase.Tables {
        let prefix = folder + "/"
        return tables.reduce(into: [:]) { found, table in
            if table.key.hasPrefix(prefix) { found[String(table.key.dropFirst(prefix.count))] = table.value }
        }
    }

    // MARK: Files

    private static let factsFolder = "knowledge"
    private static let namesFolder = "names"
    private static let lexiconFolder = "lexicon"
    private static let ending = ".tsv"

    /// The tables of a folder by their paths in it, without ending.
    private static func paths(in folder: String) throws -> [String] {
        let paths = try files(in: folder, levels: 3).filter { $0.hasSuffix(ending) }.map {
            String($0.dropLast(ending.count))
        }
        let languages = LanguagePack.bundledCodes
        for path in paths {
            let parts = path.split(separator: "/").map(String.init)
            let isRead =
                switch parts.count {
                case 2: parts[0] == factsFolder && KnowledgeLoader.factTables.contains(parts[1])
                case 3 where parts[1] == namesFolder:
                    languages.contains(parts[0]) && KnowledgeLoader.nameTables.contains(parts[2])
                case 3: languages.contains(parts[0]) && parts[1] == lexiconFolder
                default: false
                }
            guard isRead else {
                let language = languages.joined(separator: "|")
                let facts = KnowledgeLoader.factTables.joined(separator: "|")
                let names = KnowledgeLoader.nameTables.joined(separator: "|")
                throw PackError(
                    file: "\(folder)/\(path)\(ending)", line: 0,
                    message: "no table is read from here; call it \(factsFolder)/(\(facts))\(ending), "
                        + "\(language)/\(namesFolder)/(\(names))\(ending) or \(language)/\(lexiconFolder)/…\(ending)")
            }
        }
        return paths
    }

    /// The files in a folder and some levels of folders below, as paths in it; without hidden ones.
    private static func files(in folder: String, levels: Int) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw PackError(file: folder, line: 0, message: "the folder cannot be read; look at its permissions")
        }
        return try names.filter { !$0.hasPrefix(".") }.flatMap { name in
            guard isFolder("\(folder)/\(name)") else { return [name] }
            return levels > 1 ? try files(in: "\(folder)/\(name)", levels: levels - 1).map { "\(name)/\($0)" } : []
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
