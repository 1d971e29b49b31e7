import Foundation
import ZeroMQ

/// The clients that may connect, as a file lists them: on each line a public key and, after a space, a name if one
/// likes.
///
/// Empty lines and lines that begin with a `#` are left out; a line that is nothing of this is an error.
struct ClientList: Hashable, Sendable {
    /// The public keys.
    let keys: Set<String>

    /// A longer file is refused.
    static let bytesMax = 16 << 20

    /// Reads a list.
    ///
    /// - Throws: ``ClientListError`` naming the file, and the line at fault.
    init(file path: String) throws(ClientListError) {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard size <= Self.bytesMax else {
                throw ClientListError(
                    file: path, line: nil, problem: "has \(size) bytes and may have \(Self.bytesMax)")
            }
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let error as ClientListError {
            throw error
        } catch {
            throw ClientListError(file: path, line: nil, problem: "cannot be read (\(error.localizedDescription))")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ClientListError(file: path, line: nil, problem: "is not text in UTF-8")
        }
        var keys: Set<String> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let word = line.split(whereSeparator: \.isWhitespace).first.map(String.init) else { continue }
            // A key may itself begin with a number sign; what begins with one and is no key is a comment.
            if CurveKeyPair.isKey(word) {
                keys.insert(word)
            } else if !word.hasPrefix("#") {
                throw ClientListError(
                    file: path, line: index + 1,
                    problem: "“\(word.prefix(60))” is no public key of 40 characters, as letopis keys prints it")
            }
        }
        self.keys = keys
    }
}

/// What is wrong with a list of clients.
struct ClientListError: Error, Hashable, CustomStringConvertible {
    let file: String
    /// The line at fault, from 1; nil where it is the whole file.
    let line: Int?
    let problem: String

    /// One sentence without a full stop.
    var description: String {
        if let line {
            "line \(line) of the list of clients “\(file)” is wrong: \(problem)"
        } else {
            "the list of clients “\(file)” \(problem)"
        }
    }
}

/// What tells one state of a file from another without reading it.
struct FileStamp: Hashable, Sendable {
    private let inode: UInt64
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    /// The stamp of a file; nil where there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
