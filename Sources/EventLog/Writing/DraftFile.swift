/// A file being written that will take another's name in one step.
enum DraftFile {
    /// Part of the name of every draft.
    static let mark = ".draft"

    /// Removes what a crash has left of files being written.
    static func removeAll(directory: String, fileSystem: any FileSystem) throws {
        for name in try fileSystem.list(directory) where name.contains(mark) {
            try fileSystem.remove(directory + "/" + name)
        }
    }
}
