/// One segment of a log that a repair looks at: what it is, what of it does not hold, and what will stand there.
struct SegmentRepair {
    let path: String
    /// The header that the segment will have.
    var header: SegmentHeader
    /// Whether the hash of the footer before is still to be filled in.
    var lacksPreviousHash = false
    /// The footer that stands there and can be read.
    var footer: SegmentFooter?
    var content: SegmentContent
    /// Whether it will end with a footer.
    let seals: Bool
    /// What is wrong with header and footer.
    var damages: [LogDamage] = []

    /// Everything that does not hold.
    var allDamages: [LogDamage] { damages + content.damages }

    /// Writes the segment anew beside itself and puts it in its place.
    ///
    /// - Parameters:
    ///   - previous: the footer of the segment before.
    ///   - next: what the next segment's header holds of this one's footer; nil when that is not known.
    func write(previous: SegmentFooter?, next: [UInt8]?, directory: String, fileSystem: any FileSystem) throws {
        var header = header
        if lacksPreviousHash { header.previousFooterHash = previous?.hash ?? header.previousFooterHash }
        let source = try fileSystem.open(path, .read)
        try DraftFile.replace(path, in: directory, fileSystem: fileSystem) { draft in
            let end = try content.write(to: draft, from: source, header)
            guard var footer = try SegmentSummary(draft, path, header, end: end).footer, seals else { return }
            if next != footer.hash { footer.flags.insert(.repaired) }
            try footer.encoded.withUnsafeBytes { try draft.writeAll($0, at: end) }
        }
    }
}

extension SegmentHeader {
    /// The header that these bytes were before one bit of them flipped; nil when no single bit explains them.
    static func correctingOneBit(_ bytes: [UInt8], file: String) -> SegmentHeader? {
        guard bytes.count == size else { return nil }
        var bytes = bytes
        for bit in 0..<size * 8 {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            defer { bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
            if let header = try? SegmentHeader(bytes, file: file) { return header }
        }
        return nil
    }
}
