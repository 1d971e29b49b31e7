/// The part of a file that is in memory, fetched in large reads into one buffer that is used again.
///
/// Reads instead of a memory map: a bad sector is an error that names its place, not a signal that ends the process, and
/// resident memory does not grow with the log.
final class FileWindow {
    private static let bufferBytesMin = 16 << 10

    private let file: any File
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var count = 0

    init(file: any File) {
        self.file = file
        buffer = .allocate(byteCount: 0, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// The bytes of a range; nil when the file ends before. Valid until the next call.
    @inline(__always)
    func bytes(at offset: Int, count wanted: Int, limit: Int) throws -> UnsafeRawPointer? {
        if offset >= start, offset + wanted <= start + count {
            return UnsafeRawPointer(buffer.baseAddress! + (offset - start))
        }
        return try fetch(at: offset, count: wanted, limit: limit)
    }

    @inline(never)
    private func fetch(at offset: Int, count wanted: Int, limit: Int) throws -> UnsafeRawPointer? {
        // Small reads for someone at the tip, large ones for someone who has a long way to go.
        let ahead = max(wanted, min(LogLimits.readBytes, limit - offset))
        if buffer.count < ahead || (buffer.count > LogLimits.readBytes && ahead <= LogLimits.readBytes) {
            buffer.deallocate()
            buffer = .allocate(byteCount: max(ahead, Self.bufferBytesMin), alignment: 16)
        }
        start = offset
        count = 0
        count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<ahead]), at: offset)
        return count >= wanted ? UnsafeRawPointer(buffer.baseAddress!) : nil
    }
}
