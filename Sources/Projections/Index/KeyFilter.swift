/// A set of keys in a few bits each that says „not there“ for certain and „there“ with few mistakes: a Bloom filter in
/// blocks of a cache line, which grows by steps.
///
/// A key is 64 bits of a good hash. Each step has room for twice as many keys as the one before, ``bitsPerKey`` bits for
/// each; when the last one is full the next begins. So the filter takes between ``bitsPerKey`` and twice as many bits a key,
/// and a lookup looks at one cache line of each step.
struct KeyFilter {
    /// Keys that the first step has room for; each further one has room for twice as many.
    static let firstStepKeys = 1 << 16
    /// Bits for each key that a step has room for: about one lookup in 60 of a full step is mistaken.
    static let bitsPerKey = 10

    private var steps: [Step] = []

    /// Bytes of all steps.
    var byteCount: Int { steps.reduce(0) { $0 + $1.byteCount } }

    /// Adds a key.
    mutating func insert(_ key: UInt64) {
        if steps.last?.isFull ?? true { steps.append(Step(keys: Self.firstStepKeys << steps.count)) }
        steps[steps.count - 1].insert(key)
    }

    /// Whether a key may have been added; false is certain.
    func mayContain(_ key: UInt64) -> Bool { steps.contains { $0.mayContain(key) } }

    /// One filter of a fixed size: in the block that a key belongs to it sets one bit of each of the eight words.
    private struct Step {
        private static let wordsPerBlock = 8

        private let capacity: Int
        private let blocks: UInt64
        private var words: [UInt64]
        private var count = 0

        init(keys: Int) {
            capacity = keys
            let bitsPerBlock = Self.wordsPerBlock * UInt64.bitWidth
            blocks = UInt64((keys * KeyFilter.bitsPerKey + bitsPerBlock - 1) / bitsPerBlock)
            words = Array(repeating: 0, count: Int(blocks) * Self.wordsPerBlock)
        }

        var isFull: Bool { count == capacity }
        var byteCount: Int { words.count * MemoryLayout<UInt64>.size }

        mutating func insert(_ key: UInt64) {
            let (start, bits) = place(of: key)
            for word in 0..<Self.wordsPerBlock { words[start + word] |= 1 << ((bits >> (6 * UInt64(word))) & 63) }
            count += 1
        }

        func mayContain(_ key: UInt64) -> Bool {
            let (start, bits) = place(of: key)
            for word in 0..<Self.wordsPerBlock
            where words[start + word] & 1 << ((bits >> (6 * UInt64(word))) & 63) == 0 {
                return false
            }
            return true
        }

        /// The block by the key's upper bits, the bits in it by all of them, mixed.
        private func place(of key: UInt64) -> (start: Int, bits: UInt64) {
            let block = key.multipliedFullWidth(by: blocks).high
            return (Int(block) * Self.wordsPerBlock, (key &* 0x9E37_79B9_7F4A_7C15) >> 16)
        }
    }
}
