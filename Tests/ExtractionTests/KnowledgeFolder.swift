import Foundation
import Language

@testable import Extraction

/// A folder with tables of knowledge, removed with the test that made it.
final class KnowledgeFolder {
    let url: URL

    /// - Parameter tables: Their rows by their path in the folder, columns apart by `|`.
    init(_ tables: [String: [String]]) throws {
        url = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (path, rows) in tables {
            let file = url.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let lines = rows.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\t") }
            try Data(lines.joined(separator: "\n").utf8).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What is there beside the product's.
    func own() throws -> OwnKnowledge { try OwnKnowledge(folder: url.path) }

    /// What is there and nothing else.
    func alone() throws -> KnowledgeBase {
        let own = try own()
        return try KnowledgeBase(facts: [own.facts], names: [own.names("bg")]) { name in
            name.split(separator: UInt8(ascii: " ")).map { FormKey(utf8: $0) }
        }
    }
}
