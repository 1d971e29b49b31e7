// One frame of a message: immutable bytes that travel between threads and in and out of libzmq without being copied.

import CZeroMQ

/// Immutable bytes, the unit of which messages are made.
///
/// A large received frame stays where libzmq put it, and a large frame to send is handed to libzmq by reference; copying a `Frame`
/// never copies its bytes. As a collection of bytes it has contiguous storage: `[UInt8](frame)` is one `memcpy`.
public struct Frame: Sendable {
    let storage: FrameStorage?

    init(storage: FrameStorage?) {
        self.storage = storage
    }

    /// A frame without bytes, as it stands between the address and the body of a request.
    public static let empty = Frame(storage: nil)

    /// A frame that holds a copy of these bytes.
    public init(_ bytes: some Collection<UInt8>) {
        let count = bytes.count
        self.init(count: count) { buffer in
            buffer.copyBytes(from: bytes)
        }
    }

    /// A frame that holds this text in UTF-8.
    public init(_ text: String) {
        self.init(text.utf8)
    }

    /// A frame of `count` bytes written in place, which spares a copy to those who produce their bytes piece by piece.
    ///
    /// - Parameter write: fills the whole buffer, which starts zeroed.
    public init(count: Int, writing write: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        storage = count == 0 ? nil : try FrameStorage(count: count, writing: write)
    }

    /// Calls `body` with the bytes, which are valid only during the call.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        guard let storage else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        return try withExtendedLifetime(storage) { try body(storage.bytes) }
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// The frame as text, or nil where it is not valid UTF-8.
    public var text: String? {
        withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    }
}

extension Frame: RandomAccessCollection {
    /// The position of the first byte.
    public var startIndex: Int { 0 }
    /// The number of bytes.
    public var endIndex: Int { storage?.bytes.count ?? 0 }

    /// The byte at a position; in loops over many bytes use ``withUnsafeBytes(_:)``.
    public subscript(position: Int) -> UInt8 {
        precondition(indices.contains(position), "a frame of \(count) bytes has no byte \(position)")
        return withUnsafeBytes { $0[position] }
    }

    /// Gives the bytes as one buffer, so that generic code copies them at once.
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        try withUnsafeBytes { try body($0.assumingMemoryBound(to: UInt8.self)) }
    }
}

extension Frame: Hashable {
    /// Whether both hold the same bytes.
    public static func == (left: Frame, right: Frame) -> Bool {
        guard left.count == right.count else { return false }
        if left.storage === right.storage { return true }
        return left.withUnsafeBytes { leftBytes in right.withUnsafeBytes { leftBytes.elementsEqual($0) } }
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension Frame: ExpressibleByStringLiteral, CustomStringConvertible {
    /// A frame that holds this text in UTF-8.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// Short frames of text as text, others by their size.
    public var description: String {
        if count <= Self.describedBytesMax, let text { return "\"\(text)\"" }
        return "\(count) bytes"
    }

    private static let describedBytesMax = 64
}
