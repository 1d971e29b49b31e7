import Threading

/// Writes the active segment, seals it and begins the next; owned by the committer's thread.
final class SegmentWriter {
    private let catalog: SegmentCatalog
    private let options: LogOptions
    private let tipFile: any File
    private let hasher: SegmentHasher
    private let buffer = CommitBuffer()

    private var segment: SegmentFile
    private var file: any File
    private var seed: UInt32

    /// What is acknowledged of the active segment.
    private var written: Progress
    /// The same with what is in the buffer.
    private var encoded: Progress
    private var durable: Tip.Mark
    private var newEntries: [SegmentIndex.Entry] = []
    /// When written bytes began to wait for a sync; nil when there are none.
    private(set) var unsyncedSince: UInt64?
    /// Set when the tip could not be published although the records are safe.
    private(set) var tipFailure: LogError?

    /// How far a segment has grown.
    struct Progress {
        var offset: Int
        var sequence: UInt64
        var time: Int64
        var firstTime: Int64?
        var batches: UInt64
    }

    /// Takes over the active segment where recovery has left it: synced, and hashed from its first byte.
    init(catalog: SegmentCatalog, options: LogOptions, tipFile: any File, file: any File, progress: Progress) throws {
        let segments = catalog.segments
        self.catalog = catalog
        self.options = options
        self.tipFile = tipFile
        hasher = try SegmentHasher()
        self.file = file
        segment = segments[segments.count - 1]
        seed = segment.header.recordSeed
        written = progress
        encoded = progress
        durable = Tip.Mark(sequence: progress.sequence, segment: segment.header.firstSequence, offset: progress.offset)
        try hashPrefix()
        publishTip()
    }

    /// The hasher reads the buffer, which goes with the writer.
    deinit { hasher.join() }

    /// Whether the batch goes into the active segment.
    func fits(batchBytes: Int) -> Bool {
        encoded.offset == SegmentHeader.size
            || encoded.offset + batchBytes + SegmentFooter.size <= options.segmentBytesMax
    }

    /// Encodes a batch into the buffer.
    func add(_ batch: [LogEntry]) -> LogReceipt {
        if buffer.count == 0 { hasher.join() }
        let first = encoded.sequence + 1
        let last = encoded.sequence + UInt64(batch.count)
        let time = max(options.now(), encoded.time)
        let start = written.offset
        buffer.append(
            batch, firstSequence: first, time: time, afterSync: buffer.count == 0 && unsyncedSince == nil, seed: seed
        ) { sequence, place in
            if newEntries.isEmpty
                || start + place >= newEntries[newEntries.count - 1].offset + LogLimits.indexStrideBytes
            {
                newEntries.append(SegmentIndex.Entry(sequence: sequence, time: time, offset: start + place))
            }
        }
        encoded.offset = start + buffer.count
        encoded.sequence = last
        encoded.time = time
        encoded.firstTime = encoded.firstTime ?? time
        encoded.batches += 1
        return LogReceipt(sequences: first...last, time: time)
    }

    /// Writes the buffer, syncs if the policy says so, and lets readers see the records.
    ///
    /// - Throws: ``LogError/file(_:)``; what was written is then cut off again as far as that is possible.
    func commit() throws {
        guard buffer.count > 0 else { return }
        hasher.begin(buffer.bytes)
        do {
            try file.writeAll(buffer.bytes, at: written.offset)
            if options.sync == .always { try file.sync() }
        } catch {
            hasher.join()
            // Not to be found by a restart that would take cached pages for what is on the disk.
            try? file.truncate(to: written.offset)
            throw error
        }
        written = encoded
        if options.sync == .always {
            markDurable()
        } else if unsyncedSince == nil {
            unsyncedSince = monotonicNanoseconds()
        }
        publish()
        if buffer.isOversized {
            hasher.join()
            buffer.trim()
        } else {
            buffer.clear()
        }
        newEntries.removeAll(keepingCapacity: true)
    }

    /// Forces to the disk what has been written.
    func sync() throws {
        guard unsyncedSince != nil else { return }
        try file.sync()
        unsyncedSince = nil
        markDurable()
        publish()
    }

    /// When the first record of the active segment was recorded; nil where it has none.
    var firstTime: Int64? { written.firstTime }

    /// Seals the active segment and begins the next.
    func roll() throws {
        try sync()
        let footer = SegmentFooter(
            log: catalog.identifier, number: segment.header.number,
            sequences: segment.header.firstSequence...written.sequence, batches: written.batches,
            firstTime: written.firstTime ?? written.time, lastTime: written.time, offset: written.offset,
            segmentHash: hasher.value(), previousFooterHash: segment.header.previousFooterHash)
        do {
            try footer.encoded.withUnsafeBytes { try file.writeAll($0, at: written.offset) }
            try file.sync()
        } catch {
            try? file.truncate(to: written.offset)
            throw error
        }
        let header = SegmentHeader(
            log: catalog.identifier, number: footer.number + 1, firstSequence: footer.sequences.upperBound + 1,
            time: max(options.now(), written.time), previousFooterHash: footer.hash)
        let next = try Self.createSegment(header, directory: catalog.directory, fileSystem: options.fileSystem)
        let index = try catalog.index(of: segment)
        var sealed = segment
        sealed.footer = footer
        segment = SegmentFile(path: catalog.directory + "/" + header.fileName, header: header)
        file = next
        seed = header.recordSeed
        hasher.reset(to: SegmentHash(header))
        written.offset = SegmentHeader.size
        written.firstTime = nil
        written.batches = 0
        encoded = written
        catalog.roll(sealed: [sealed], active: segment, end: end)
        markDurable()
        publishTip()
        // Derived: without it the next one who needs it builds it.
        try? IndexStore(directory: catalog.directory, fileSystem: options.fileSystem).save(index, footer)
    }

    private var end: SegmentCatalog.End {
        SegmentCatalog.End(sequence: written.sequence, offset: written.offset)
    }

    private var mark: Tip.Mark {
        Tip.Mark(sequence: written.sequence, segment: segment.header.firstSequence, offset: written.offset)
    }

    private func markDurable() {
        durable = mark
    }

    /// Lets readers see what is written: first those of other processes, then those of this one.
    private func publish() {
        publishTip()
        catalog.advance(to: end, index: newEntries)
    }

    private func publishTip() {
        do {
            let tip = Tip(log: catalog.identifier, committed: mark, durable: durable)
            try tip.store(to: tipFile)
        } catch {
            tipFailure = error as? LogError
        }
    }

    /// Takes what recovery has found in the active segment into the hash.
    private func hashPrefix() throws {
        var hash = SegmentHash(segment.header)
        let cursor = RecordCursor(
            file: file, seed: seed, offset: SegmentHeader.size, sequence: segment.header.firstSequence,
            beginsBatch: true)
        while case .record(let record, let bytes) = try cursor.peek(limit: written.offset) {
            hash.update(record: bytes, flags: record.flags)
            cursor.advance(past: record)
        }
        guard cursor.offset == written.offset else {
            throw LogError.damaged(LogDamage(file: segment.path, offset: cursor.offset, reason: .checksum))
        }
        hasher.reset(to: hash)
    }

    /// Creates a segment file whose header and name are durable before any record is written to it.
    static func createSegment(
        _ header: SegmentHeader, directory: String, fileSystem: any FileSystem
    ) throws -> any File {
        let path = directory + "/" + header.fileName
        guard let file = try fileSystem.open(path, .create) else {
            throw LogError.damaged(LogDamage(file: path, offset: 0, reason: .truncated))
        }
        do {
            try file.truncate(to: 0)
            try header.encoded.withUnsafeBytes { try file.writeAll($0, at: 0) }
            try file.sync()
            try fileSystem.syncDirectory(directory)
        } catch {
            try? fileSystem.remove(path)
            throw error
        }
        return file
    }
}
