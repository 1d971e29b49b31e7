/// What opening a log found and did.
public struct LogOpenReport: Hashable, Sendable {
    /// A tail that was cut off: incomplete or corrupt, and nothing tells that it was ever acknowledged.
    public struct Cut: Hashable, Sendable {
        /// The segment file.
        public var file: String
        /// Where it ends now.
        public var offset: Int
        /// How many bytes were cut off.
        public var bytes: Int
        /// What was wrong with the first of them.
        public var reason: LogDamage.Reason
    }

    /// The log did not exist before.
    public var wasCreated = false
    /// How many segments there are.
    public var segments = 0
    /// The last sequence; 0 when the log is empty.
    public var lastSequence: UInt64 = 0
    /// The torn tail, if there was one.
    public var cut: Cut?
    /// A segment file without any record whose creation a crash had interrupted, and which was removed.
    public var removedFile: String?
    /// How many segments an interrupted removal had left, and which were removed now.
    public var removedSegments = 0

    /// Whether opening did more than look.
    public var hasChangedFiles: Bool { wasCreated || cut != nil || removedFile != nil || removedSegments > 0 }
}

extension LogOpenReport: CustomStringConvertible {
    /// What was found and done, in sentences.
    public var description: String {
        if wasCreated { return "Created a new log." }
        var text = "Opened a log of \(segments) segments up to record \(lastSequence)."
        if let removedFile { text += " Removed \(removedFile), which a crash had left without records." }
        if removedSegments > 0 { text += " Removed \(removedSegments) segments that were no longer to be kept." }
        if let cut {
            text +=
                " Cut off \(cut.bytes) bytes of a torn batch from \(cut.file) at offset \(cut.offset)"
                + " (\(cut.reason.rawValue))."
        }
        return text
    }
}
