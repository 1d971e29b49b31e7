import Foundation

/// The corpora, gold data and real articles that tests measure on, and that users do not have: a test that needs them is
/// skipped with ``absence`` where there are none.
public enum SharedMaterial {
    /// Where `LETOPIS_SHARED` says, or beside the repository; nil where there is none.
    public static let folder: URL? = {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["LETOPIS_SHARED"].map { URL(fileURLWithPath: $0) }
        let beside = repository.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap(\.self).first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// A file or folder in it; nil where there is none.
    public static func url(_ path: String) -> URL? {
        folder.map { $0.appendingPathComponent(path) }.flatMap {
            FileManager.default.fileExists(atPath: $0.path) ? $0 : nil
        }
    }

    /// The real article that was the first input.
    public static let seedArticle: URL? = url("seeds").flatMap { seeds in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: seeds.path))?.sorted() ?? []
        return names.first { $0.hasSuffix(".txt") }.map { seeds.appendingPathComponent($0) }
    }

    /// Why a test that needs them does not run.
    public static let absence =
        "the shared corpora are not here: put them beside the repository or name them in LETOPIS_SHARED"
}
