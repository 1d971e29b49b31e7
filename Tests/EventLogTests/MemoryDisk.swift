/// What lies on a disk in memory: files as they are now, and of each what the disk may hold of it after a power failure.
struct MemoryDisk {
    /// A file's content and its course since it was last synced.
    struct Inode {
        /// As many versions of a file are kept between two syncs; beyond it, those in the middle are forgotten.
        private static let versionsMax = 8

        /// The content that was synced, then the content after each change since.
        private(set) var versions: [[UInt8]]

        init(_ content: [UInt8] = []) { versions = [content] }

        /// What a reader sees.
        var content: [UInt8] {
            get { versions[versions.count - 1] }
            set {
                versions.append(newValue)
                if versions.count > Self.versionsMax { versions.remove(at: 1) }
            }
        }

        /// What survives for certain.
        var synced: [UInt8] { versions[0] }

        mutating func sync() { versions = [content] }
    }

    var names: [String: Int] = [:]
    var syncedNames: [String: Int] = [:]
    var inodes: [Inode] = []

    init() {}

    /// A disk on which everything is durable.
    init(files: [String: [UInt8]]) {
        for (path, content) in files { put(content, at: path) }
    }

    /// The files as a reader sees them.
    var files: [String: [UInt8]] { names.mapValues { inodes[$0].content } }

    /// What a power failure at this moment leaves in any case.
    var synced: [String: [UInt8]] { syncedNames.mapValues { inodes[$0].synced } }

    /// Puts a file there, durably.
    mutating func put(_ content: [UInt8], at path: String) {
        inodes.append(Inode(content))
        names[path] = inodes.count - 1
        syncedNames[path] = inodes.count - 1
    }

    // MARK: Power failure

    /// Something that a power failure decides, with what may come of it.
    private enum Choice {
        case name(String, [Int?])
        case length(inode: Int, [Int])
        /// The versions that differ in this sector.
        case sector(inode: Int, Range<Int>, [Int])

        var count: Int {
            switch self {
            case .name(_, let options): options.count
            case .length(_, let options): options.count
            case .sector(_, _, let options): options.count
            }
        }
    }

    /// What may be found after a power failure at this moment: of what was not synced any subset of sectors, lengths and
    /// names, each as it was at the last sync or at any moment since.
    ///
    /// - Parameter limit: if there are more combinations, so many of them at random, besides the oldest and the newest.
    func afterPowerFailure(
        sectorBytes: Int, limit: Int, using random: inout some RandomNumberGenerator
    ) -> Set<[String: [UInt8]]> {
        let choices = choices(sectorBytes: sectorBytes)
        var combinations = 1
        for choice in choices where combinations <= limit { combinations *= choice.count }
        var found: Set<[String: [UInt8]]> = []
        if combinations <= limit {
            for combination in 0..<combinations {
                var rest = combination
                found.insert(
                    result(
                        of: choices.map { choice in
                            defer { rest /= choice.count }
                            return rest % choice.count
                        }, choices))
            }
        } else {
            found.insert(result(of: choices.map { _ in 0 }, choices))
            found.insert(result(of: choices.map { $0.count - 1 }, choices))
            for _ in 0..<limit {
                found.insert(result(of: choices.map { Int.random(in: 0..<$0.count, using: &random) }, choices))
            }
        }
        return found
    }

    /// One of them at random.
    func oneAfterPowerFailure(
        sectorBytes: Int, using random: inout some RandomNumberGenerator
    ) -> [String: [UInt8]] {
        let choices = choices(sectorBytes: sectorBytes)
        return result(of: choices.map { Int.random(in: 0..<$0.count, using: &random) }, choices)
    }

    private func choices(sectorBytes: Int) -> [Choice] {
        var choices: [Choice] = []
        for path in Set(names.keys).union(syncedNames.keys).sorted() where names[path] != syncedNames[path] {
            choices.append(.name(path, [syncedNames[path], names[path]]))
        }
        for (place, inode) in inodes.enumerated() where inode.versions.count > 1 {
            let lengths = Set(inode.versions.map(\.count)).sorted()
            if lengths.count > 1 { choices.append(.length(inode: place, lengths)) }
            for start in stride(from: 0, to: lengths[lengths.count - 1], by: sectorBytes) {
                let range = start..<start + sectorBytes
                var differing: [Int] = []
                var seen: Set<ArraySlice<UInt8>> = []
                for (version, content) in inode.versions.enumerated()
                where seen.insert(content[range.clamped(to: 0..<content.count)]).inserted {
                    differing.append(version)
                }
                if differing.count > 1 { choices.append(.sector(inode: place, range, differing)) }
            }
        }
        return choices
    }

    private func result(of options: [Int], _ choices: [Choice]) -> [String: [UInt8]] {
        var left = syncedNames
        var contents = inodes.map(\.synced)
        for (choice, option) in zip(choices, options) {
            switch choice {
            case .name(let path, let options):
                left[path] = options[option]
            case .length(let inode, let lengths):
                let length = lengths[option]
                let missing = max(0, length - contents[inode].count)
                contents[inode] = contents[inode].prefix(length) + [UInt8](repeating: 0, count: missing)
            case .sector(let inode, let range, let versions):
                // Of what lies beyond the file's length nothing survives; what a version did not reach yet is zeros.
                let place = range.clamped(to: 0..<contents[inode].count)
                let version = inodes[inode].versions[versions[option]]
                let bytes = version[place.clamped(to: 0..<version.count)]
                contents[inode].replaceSubrange(
                    place, with: bytes + [UInt8](repeating: 0, count: place.count - bytes.count))
            }
        }
        return left.mapValues { contents[$0] }
    }
}
