import Glibc

/// Makes a damaged log one that opens: what can be read is kept, what cannot is replaced by placeholders that keep its
/// sequences.
///
/// A reader is handed the placeholders as records of state ``LogRecord/State/lost``, without content. Headers and footers
/// are made anew from what stands beside them; ``LogVerification`` counts them and the placeholders ever after.
public struct LogRepair: Hashable, Sendable {
    /// A file that does not hold, and what is to become of it.
    public struct Step: Hashable, Sendable {
        /// The file.
        public var file: String
        /// What is wrong with it.
        public var damages: [LogDamage]
        /// How many records of it cannot be read any more.
        public var lostRecords: UInt64
        /// Whether the file is there and will be copied aside.
        public var exists: Bool
    }

    /// The files concerned, in the order of the log.
    public private(set) var steps: [Step]
    /// The folder to which the files were copied before they were changed; nil when nothing was changed.
    public private(set) var copies: String?

    /// How many records cannot be read any more.
    public var lostRecords: UInt64 { steps.reduce(0) { $0 + $1.lostRecords } }

    /// Reads every byte of a log and says what a repair would do. Changes nothing.
    ///
    /// - Throws: ``LogError/noLog(directory:)``, ``LogError/file(_:)``, and ``LogError/damaged(_:)`` for what cannot be
    ///   repaired.
    public static func examine(
        directory: String, fileSystem: any FileSystem = PosixFileSystem(),
        progress: (LogVerification.Progress) throws -> Void = { _ in }
    ) throws -> LogRepair {
        LogRepair(try RepairPlan(directory: directory, fileSystem: fileSystem, progress: progress))
    }

    /// Repairs a log that nobody writes. Each file that it changes is copied aside first, durably.
    ///
    /// A repair that was interrupted can be run again.
    ///
    /// - Throws: ``LogError/locked(directory:processIdentifier:)`` while someone writes the log, else as
    ///   ``examine(directory:fileSystem:progress:)``.
    public static func run(
        directory: String, fileSystem: any FileSystem = PosixFileSystem(),
        now: @Sendable () -> Int64 = LogOptions.systemTime,
        progress: (LogVerification.Progress) throws -> Void = { _ in }
    ) throws -> LogRepair {
        let lock = try DirectoryLock(directory: directory, fileSystem: fileSystem)
        defer { lock.release() }
        try DraftFile.removeAll(directory: directory, fileSystem: fileSystem)
        let plan = try RepairPlan(directory: directory, fileSystem: fileSystem, progress: progress)
        var repair = LogRepair(plan)
        guard !repair.steps.isEmpty else { return repair }
        let folder = directory + "/damaged-" + timeText(now())
        try repair.copyAside(to: folder, in: directory, fileSystem)
        repair.copies = folder
        try plan.apply()
        return repair
    }

    private init(_ plan: RepairPlan) {
        steps = plan.segments.filter { !$0.allDamages.isEmpty }.map { segment in
            Step(
                file: segment.path, damages: segment.allDamages, lostRecords: segment.content.lost,
                exists: segment.allDamages.first?.reason != .missing)
        }
        if let damage = plan.startDamage {
            steps.insert(Step(file: damage.file, damages: [damage], lostRecords: 0, exists: true), at: 0)
        }
    }

    private func copyAside(to folder: String, in directory: String, _ fileSystem: any FileSystem) throws {
        try fileSystem.createDirectory(folder)
        for step in steps where step.exists {
            guard let source = try fileSystem.open(step.file, .read) else { continue }
            try write(folder + "/" + (step.file.split(separator: "/").last ?? ""), fileSystem) { copy in
                try source.copy(0..<(try source.size()), to: copy, at: 0)
            }
        }
        let text = steps.flatMap(\.damages).map { "\($0)\n" }.joined()
        try write(folder + "/report.txt", fileSystem) { file in
            try Array(text.utf8).withUnsafeBytes { try file.writeAll($0, at: 0) }
        }
        try fileSystem.syncDirectory(folder)
        try fileSystem.syncDirectory(directory)
    }

    private func write(_ path: String, _ fileSystem: any FileSystem, _ body: (any File) throws -> Void) throws {
        guard let file = try fileSystem.open(path, .create) else {
            throw LogError.damaged(LogDamage(file: path, offset: 0, reason: .missing))
        }
        try file.truncate(to: 0)
        try body(file)
        try file.sync()
    }

    /// A time as part of a file's name: `20251021T100000Z`.
    private static func timeText(_ microseconds: Int64) -> String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(parts.tm_year + 1900)" + two(parts.tm_mon + 1) + two(parts.tm_mday) + "T" + two(parts.tm_hour)
            + two(parts.tm_min) + two(parts.tm_sec) + "Z"
    }
}

extension RepairPlan {
    /// Writes everything that does not hold anew, file by file; each is there as it was or as it will be.
    func apply() throws {
        if startDamage != nil { try applyStart() }
        var previous: SegmentFooter?
        for (place, segment) in segments.enumerated() {
            let next = place + 1 < segments.count ? segments[place + 1] : nil
            if !segment.allDamages.isEmpty {
                let proof = next.flatMap { $0.header.flags.contains(.rebuilt) ? nil : $0.header.previousFooterHash }
                try segment.write(previous: previous, next: proof, directory: directory, fileSystem: fileSystem)
            }
            let file = try SegmentFile.open(segment.path, fileSystem)
            previous = try SegmentFile.load(path: segment.path, file: file).footer
        }
        try applyTip()
    }

    private func applyStart() throws {
        let path = directory + "/" + LogStart.fileName
        guard let start else {
            try fileSystem.remove(path)
            return try fileSystem.syncDirectory(directory)
        }
        try DraftFile.replace(path, in: directory, fileSystem: fileSystem) { file in
            try start.encoded.withUnsafeBytes { try file.writeAll($0, at: 0) }
        }
    }

    /// The old tip may name places that are elsewhere now.
    private func applyTip() throws {
        guard let last = segments.last else { return }
        let file = try SegmentFile.open(last.path, fileSystem)
        let segment = try SegmentFile.load(path: last.path, file: file)
        var mark = Tip.Mark(
            sequence: last.header.firstSequence - 1, segment: last.header.firstSequence, offset: SegmentHeader.size)
        if let footer = segment.footer {
            mark = Tip.Mark(sequence: footer.sequences.upperBound, segment: mark.segment, offset: footer.offset)
        } else {
            let scan = try SegmentScan.run(
                file: file, header: segment.header, from: .start(of: segment.header), limit: try file.size())
            mark = Tip.Mark(sequence: scan.lastSequence, segment: mark.segment, offset: scan.end)
            try file.sync()
        }
        let tip = Tip(log: segment.header.log, committed: mark, durable: mark)
        try DraftFile.replace(directory + "/" + Tip.fileName, in: directory, fileSystem: fileSystem) { file in
            try tip.store(to: file)
        }
    }
}
