/// A file being written that will take another's name in one step.
enum DraftFile {
    /// Part of the name of every draft.
    static let mark = ".draft"

    /// Writes a file anew and puts it in the place of the old one in one step, durably.
    ///
    /// - Parameter write: writes the whole content.
    /// - Throws: what fails before the new file has the name; the old one is then untouched. ``DurabilityInDoubt`` when it
    ///   is not known which of the two a restart will find.
    static func replace(
        _ path: String, in directory: String, fileSystem: any FileSystem, write: (any File) throws -> Void
    ) throws {
        let draft = path + mark
        guard let file = try fileSystem.open(draft, .create) else {
            throw LogError.damaged(LogDamage(file: draft, offset: 0, reason: .missing))
        }
        do {
            try file.truncate(to: 0)
            try write(file)
            try file.sync()
            try fileSystem.rename(draft, to: path)
        } catch {
            try? fileSystem.remove(draft)
            throw error
        }
        try DurabilityInDoubt.ifFailing { try fileSystem.syncDirectory(directory) }
    }

    /// Removes what a crash has left of files being written.
    static func removeAll(directory: String, fileSystem: any FileSystem) throws {
        for name in try fileSystem.list(directory) where name.contains(mark) {
            try fileSystem.remove(directory + "/" + name)
        }
    }
}
