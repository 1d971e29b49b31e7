import Glibc

// What people read when something goes wrong with a log.

extension LogError: CustomStringConvertible {
    /// One or two sentences: what happened, where, what to do.
    public var description: String {
        switch self {
        case .file(let failure):
            return failure.description
        case .damaged(let damage):
            return "The log is damaged: \(damage). Nothing was changed. `letopis log verify` shows the whole extent. "
                + "Restore the file from a backup, or go on with what can be read by `letopis log repair`."
        case .recordsMissing(let directory, let sequences):
            return "The log in \(directory) lacks acknowledged records \(sequences.lowerBound) to "
                + "\(sequences.upperBound): segment files are missing or were cut. Nothing was changed. "
                + "Restore them from a backup, or go on without them by `letopis log repair`."
        case .unsupportedVersion(let file, let version):
            let advice =
                version < SegmentHeader.version
                ? "It is from before the first release and cannot be read any more: move the directory aside."
                : "Use a newer Letopis."
            return "\(file) has format version \(version), this program knows version \(SegmentHeader.version). "
                + advice
        case .locked(let directory, let processIdentifier):
            let holder = processIdentifier.map { "process \($0)" } ?? "another process"
            return "The log in \(directory) is open for writing in \(holder). Stop it first, or open the log read-only."
        case .noLog(let directory):
            return "There is no log in \(directory). Check the path, or start `letopis serve` to create one."
        case .readOnly(let reason):
            return "The log takes no records; readers go on. \(reason)"
        case .closed(let directory):
            return "The log in \(directory) was closed."
        case .batchEmpty:
            return "A batch must have at least one record."
        case .batchRecordsTooMany(let count):
            return "A batch of \(count) records is too large; the limit is \(LogLimits.batchRecordsMax)."
        case .batchTooLarge(let bytes):
            return "A batch of \(bytes) bytes is too large; the limit is \(LogLimits.batchBytesMax)."
        case .recordTooLarge(let bytes):
            return "A record of \(bytes) bytes is too large; the limit is \(LogLimits.recordBytesMax)."
        case .queueFull(let bytes, let limit):
            return "\(bytes) bytes already wait for the disk and the limit is \(limit). Try again more slowly."
        case .redactionTooLarge(let sequence, let bytes, let limit):
            return limit < 0
                ? "Record \(sequence) is too small to be redacted: a payload of less than \(LogLimits.redactionBytes) "
                    + "bytes has no room for its digest. Nothing was changed."
                : "What should stand in the place of record \(sequence) has \(bytes) bytes and there is room for "
                    + "\(limit). Nothing was changed; give it a shorter one."
        case .sequenceUnavailable(let requested, let kept):
            let range = kept.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "nothing yet"
            return "The log has no record \(requested); it holds \(range)."
        case .backupRefused(let destination, let reason):
            return "Nothing was copied to \(destination). \(reason)"
        case .historyShrank(let directory, let from, let to):
            return "The log in \(directory) had \(from) records and now has \(to): its end was cut or an older copy "
                + "was put back. Whatever was built from it must be rebuilt."
        }
    }
}

extension FileFailure: CustomStringConvertible {
    /// What was tried on which file, and the system's words for why it failed.
    public var description: String {
        let place = offset.map { " at offset \($0)" } ?? ""
        let advice =
            switch code {
            case ENOSPC, EDQUOT: " Make room and restart."
            case EACCES, EPERM, EROFS: " Check the owner and mode of the directory."
            case EIO: " Check the disk."
            default: ""
            }
        return "Cannot \(operation) \(path)\(place): \(String(cString: strerror(code))).\(advice)"
    }
}

extension LogDamage: CustomStringConvertible {
    /// File, offset, sequences and what does not hold.
    public var description: String {
        let records = sequences.map { range in
            range.count == 1 ? ", record \(range.lowerBound)" : ", records \(range.lowerBound) to \(range.upperBound)"
        }
        return "\(file) at offset \(offset)\(records ?? ""): \(reason.rawValue)"
    }
}
