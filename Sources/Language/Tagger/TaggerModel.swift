import Foundation

/// A trained tagger: quantised weights in one file that is mapped, not parsed.
///
/// All integers are little-endian. The file holds, one behind the other:
///
/// | bytes | what |
/// | --- | --- |
/// | 8 | `LTPTAG` and the version of the format and of the features, two digits |
/// | 4 | number of slots |
/// | 4 | bytes of the description |
/// | 16 | zero |
/// | 12 × 16 × 4 | scores of transitions, 32-bit floats to the scale of the weights: a row a label, one for a sentence's start |
/// | slots × 16 | a hash table with linear probing: 11 weights of a feature as signed bytes, a zero, a check of 4 bytes |
/// | description | UTF-8: corpus, features, date, scores |
///
/// A feature's slot is the upper half of its hash scaled to the number of slots, its check the lower half with the lowest bit
/// set; a slot with a check of 0 is empty.
public struct TaggerModel: Sendable {
    /// Opens the file; the number grows whenever features or format change, so that an old model is refused.
    static let magic = Array("LTPTAG01".utf8)
    static let headerBytes = 32
    static let transitionBytes = (EntityLabel.count + 1) * 16 * 4
    static let slotBytes = 16
    /// A feature lies at most so many slots behind the one that its hash names.
    static let probesMax = 64
    /// The largest file: what the product ships and what a reader may put in its place.
    public static let fileBytesMax = 3 << 20

    /// The file's bytes.
    public let data: Data
    let slotCount: Int
    let transitions: [LabelScores]

    /// Maps a file.
    ///
    /// - Throws: ``TaggerModelError`` where it cannot be read or is no model of this version.
    public init(path: String) throws {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else {
            throw TaggerModelError(path: path, problem: "cannot be read")
        }
        try self.init(data: data, path: path)
    }

    /// Maps a file that may be missing; nil where it is.
    ///
    /// - Throws: ``TaggerModelError`` where it is there but no model of this version.
    public init?(pathIfPresent path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        try self.init(path: path)
    }

    /// A model in memory; `path` is what messages call it.
    ///
    /// - Throws: ``TaggerModelError`` where the bytes are no model of this version.
    public init(data: Data, path: String = "the model") throws {
        let fixed = Self.headerBytes + Self.transitionBytes
        guard data.count >= fixed, data.prefix(8).elementsEqual(Self.magic) else {
            throw TaggerModelError(path: path, problem: "is no tagger model of this version")
        }
        guard data.count <= Self.fileBytesMax else {
            throw TaggerModelError(path: path, problem: "is larger than \(Self.fileBytesMax) bytes")
        }
        let header = data.withUnsafeBytes { bytes in
            (
                slots: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
                description: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
            )
        }
        slotCount = Int(header.slots)
        guard slotCount > 0, data.count == fixed + slotCount * Self.slotBytes + Int(header.description) else {
            throw TaggerModelError(path: path, problem: "is cut short or damaged")
        }
        transitions = data.withUnsafeBytes { bytes in
            (0...EntityLabel.count).map { row in
                LabelScores(
                    (0..<16).map { lane in
                        let offset = Self.headerBytes + (row * 16 + lane) * 4
                        return Float(
                            bitPattern: .init(
                                littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
                    })
            }
        }
        self.data = data
    }

    /// What it was made of and how well it does: corpus, features, date, scores.
    public var description: String {
        String(
            decoding: data.dropFirst(Self.headerBytes + Self.transitionBytes + slotCount * Self.slotBytes),
            as: UTF8.self)
    }

    /// The file's bytes for a set of weights; features that do not fit are left out, those of least weight first.
    static func data(_ weights: TaggerWeights, description: String) -> Data {
        let descriptionBytes = Array(description.utf8)
        let room = fileBytesMax - headerBytes - transitionBytes - descriptionBytes.count
        let chosen = weights.heaviest(room / slotBytes / 2)
        let slotCount = max(16, min(room / slotBytes, chosen.count * 2))
        let scale = max(chosen.reduce(0) { max($0, $1.scores.magnitudeMax) }, .leastNormalMagnitude) / 127
        var data = Data(magic)
        for number in [UInt32(slotCount), UInt32(descriptionBytes.count), 0, 0, 0, 0] {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
        for row in weights.transitions {
            for lane in 0..<16 {
                withUnsafeBytes(of: (row[lane] / scale).bitPattern.littleEndian) { data.append(contentsOf: $0) }
            }
        }
        var slots = [UInt8](repeating: 0, count: slotCount * slotBytes)
        for (feature, scores) in chosen {
            guard let slot = freeSlot(for: feature, in: slots) else { continue }
            for lane in 0..<EntityLabel.count {
                let weight = Int8(clamping: Int((scores[lane] / scale).rounded()))
                slots[slot * slotBytes + lane] = UInt8(bitPattern: weight)
            }
            withUnsafeBytes(of: check(feature).littleEndian) { bytes in
                slots.replaceSubrange(slot * slotBytes + 12..<slot * slotBytes + 16, with: bytes)
            }
        }
        return data + slots + descriptionBytes
    }

    /// The first empty slot for a feature; nil where none is within ``probesMax``.
    private static func freeSlot(for feature: UInt64, in slots: [UInt8]) -> Int? {
        let count = slots.count / slotBytes
        let first = slot(feature, of: count)
        return (0..<probesMax).lazy.map { (first + $0) % count }.first { slot in
            slots[slot * slotBytes + 12..<slot * slotBytes + 16].allSatisfy { $0 == 0 }
        }
    }

    @inline(__always)
    static func slot(_ feature: UInt64, of count: Int) -> Int { Int(((feature >> 32) &* UInt64(count)) >> 32) }

    @inline(__always)
    static func check(_ feature: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: feature) | 1 }
}

/// Why a file is no model.
public struct TaggerModelError: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it.
    public let problem: String

    /// What happened and what to do.
    public var description: String { "\(path) \(problem): make it anew with letopis-train" }
}

extension LabelScores {
    /// The largest magnitude of a lane.
    var magnitudeMax: Float { Swift.max(self.max(), -self.min()) }
}
