import Foundation
import ZeroMQ

/// A file that holds the secret half of a CURVE key pair, for the eyes of its owner only.
///
/// One line of 40 characters; empty lines and what follows a `#` and a space are left out.
public enum KeyFile {
    /// The permissions that a new file gets.
    private static let mode: mode_t = 0o600
    /// Permissions that somebody else must not have.
    private static let othersMode: mode_t = 0o077
    /// The same for a file that systemd handed to this service alone: where it does so by an access control list, the
    /// group's bits show the mask of that list and no right of a group.
    private static let othersModeOfCredential: mode_t = 0o007
    /// No key file is longer.
    private static let bytesMax = 4_096

    /// Makes a new pair and writes its secret half to a file that does not exist yet.
    ///
    /// The public key begins with a letter or a digit, so that no shell and no list takes it for an option or a
    /// comment.
    ///
    /// - Throws: ``KeyFileError`` where the file exists or cannot be written, `ZeroMQError` without CURVE.
    public static func create(_ path: String) throws -> CurveKeyPair {
        var keys = try CurveKeyPair.generate()
        while keys.publicKey.first.map({ $0.isLetter || $0.isNumber }) != true { keys = try CurveKeyPair.generate() }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? KeyFileError.exists(path) : KeyFileError.unwritable(path, reason: reason(errno))
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let text = """
            # A secret CURVE key of Letopis. Keep it to yourself; its public half is
            # \(keys.publicKey)
            \(keys.secretKey)

            """
        do {
            try file.write(contentsOf: Data(text.utf8))
            try file.synchronize()
        } catch {
            unlink(path)
            throw KeyFileError.unwritable(path, reason: "\(error.localizedDescription)")
        }
        return keys
    }

    /// Reads the pair of a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - credentials: the folder of the credentials that systemd handed to this service; nil where there is none.
    /// - Throws: ``KeyFileError`` where the file cannot be read, others may read it, or it holds no key.
    public static func read(
        _ path: String,
        credentials: String? = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    ) throws(KeyFileError) -> CurveKeyPair {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, reason: reason(errno)) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, reason: reason(errno)) }
        let isCredential = credentials.map { !$0.isEmpty && path.hasPrefix($0 + "/") } ?? false
        guard status.st_mode & (isCredential ? othersModeOfCredential : othersMode) == 0 else { throw .exposed(path) }
        let data: Data?
        do {
            data = try file.read(upToCount: bytesMax)
        } catch {
            throw .unreadable(path, reason: error.localizedDescription)
        }
        let words = String(decoding: data ?? Data(), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("# ") }
        guard words.count == 1, CurveKeyPair.isKey(words[0]), let keys = try? CurveKeyPair(secretKey: words[0]) else {
            throw .noKey(path)
        }
        return keys
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// Why a key file is of no use.
public enum KeyFileError: Error, Hashable, CustomStringConvertible {
    /// It is there already, and a key is never overwritten.
    case exists(String)
    /// It cannot be written.
    case unwritable(String, reason: String)
    /// It cannot be read.
    case unreadable(String, reason: String)
    /// Others may read it.
    case exposed(String)
    /// There is no secret key in it.
    case noKey(String)

    /// One sentence that says what to do.
    public var description: String {
        switch self {
        case .exists(let path):
            "The key file “\(path)” exists already and is not overwritten; choose another name or move it away."
        case .unwritable(let path, let reason):
            "The key file “\(path)” cannot be written (\(reason)); choose a folder that you may write to."
        case .unreadable(let path, let reason):
            "The key file “\(path)” cannot be read (\(reason)); make one with letopis keys new."
        case .exposed(let path):
            "Others may read the key file “\(path)”; take that right away with chmod 600 “\(path)”."
        case .noKey(let path):
            "There is no secret key in “\(path)”; it must hold one line of 40 characters as letopis keys new writes it."
        }
    }
}
