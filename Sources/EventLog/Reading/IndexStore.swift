/// The index files of a directory.
struct IndexStore {
    let directory: String
    let fileSystem: any FileSystem

    /// The index of a sealed segment; nil when there is none that can be used.
    func load(_ footer: SegmentFooter) throws -> SegmentIndex? {
        guard let file = try fileSystem.open(path(footer), .read) else { return nil }
        return SegmentIndex(try file.bytes(at: 0, count: try file.size()), footerHash: footer.hash)
    }

    /// Keeps an index as a file. It replaces another in one step and is not synced: a lost one is built again.
    func save(_ index: SegmentIndex, _ footer: SegmentFooter) throws {
        let draft = path(footer) + DraftFile.mark + "-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        guard let file = try fileSystem.open(draft, .create) else { return }
        try index.encoded(footerHash: footer.hash).withUnsafeBytes { try file.writeAll($0, at: 0) }
        try fileSystem.rename(draft, to: path(footer))
    }

    private func path(_ footer: SegmentFooter) -> String {
        directory + "/" + SegmentName.index(firstSequence: footer.sequences.lowerBound)
    }
}
