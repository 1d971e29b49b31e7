// A message: frames that arrive together or not at all.

/// One or more frames that libzmq delivers together or not at all.
public struct Message: Hashable, Sendable {
    /// The frames, in order.
    public var frames: [Frame]

    /// A message of these frames.
    public init(_ frames: [Frame]) {
        self.frames = frames
    }

    /// A message of these frames.
    public init(_ frames: Frame...) {
        self.frames = frames
    }

    /// The number of bytes in all frames.
    public var byteCount: Int { frames.reduce(0) { $0 + $1.count } }
}

extension Message: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
    /// A message without frames; it needs at least one before it can be sent.
    public init() {
        frames = []
    }

    /// The position of the first frame.
    public var startIndex: Int { 0 }
    /// The number of frames.
    public var endIndex: Int { frames.count }

    /// The frame at a position.
    public subscript(position: Int) -> Frame {
        get { frames[position] }
        set { frames[position] = newValue }
    }

    /// Replaces frames by others, for instance to take off or put on a routing id.
    public mutating func replaceSubrange(_ range: Range<Int>, with replacement: some Collection<Frame>) {
        frames.replaceSubrange(range, with: replacement)
    }
}

extension Message: ExpressibleByArrayLiteral, CustomStringConvertible {
    /// A message of these frames.
    public init(arrayLiteral frames: Frame...) {
        self.frames = frames
    }

    /// The frames, each in short.
    public var description: String { "[" + frames.map(\.description).joined(separator: " · ") + "]" }
}
