/// A word, or a stem of one, as the bytes that it is written with in a data file: a slice of the file until letters are
/// added to it.
///
/// Words are made by the thousand while a language pack is read. Their key is carried along, so that the key of a stem with
/// an ending costs the ending's bytes alone.
public struct Word: Hashable, Sendable {
    /// The letters.
    public let utf8: ArraySlice<UInt8>
    /// The identity of the form as it is written.
    public let key: FormKey

    /// A word of valid UTF-8.
    public init(utf8: ArraySlice<UInt8>) {
        self.init(utf8: utf8, key: FormKey(utf8: utf8))
    }

    /// A word from a string.
    public init(_ string: String) { self.init(utf8: Array(string.utf8)[...]) }

    private init(utf8: ArraySlice<UInt8>, key: FormKey) {
        self.utf8 = utf8
        self.key = key
    }

    /// The word as a string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// The word with an ending.
    public static func + (word: Word, ending: StaticString) -> Word {
        let bytes = ending.bytes
        var utf8: [UInt8] = []
        utf8.reserveCapacity(word.utf8.count + bytes.count)
        utf8.append(contentsOf: word.utf8)
        utf8.append(contentsOf: bytes)
        return Word(utf8: utf8[...], key: word.key.appending(bytes))
    }

    /// The word with another after it.
    public static func + (word: Word, other: Word) -> Word {
        Word(utf8: word.utf8 + other.utf8, key: word.key.appending(other.utf8))
    }

    /// Whether the word is this one.
    public static func == (word: Word, other: StaticString) -> Bool { word.utf8.elementsEqual(other.bytes) }

    /// Whether the word ends in one of these.
    public func ends(_ endings: StaticString...) -> Bool {
        endings.contains { ending in
            let bytes = ending.bytes
            return bytes.count <= utf8.count && utf8.suffix(bytes.count).elementsEqual(bytes)
        }
    }
}

extension Word {
    /// The word with another ending in the place of one that it has; nil where it ends otherwise.
    public func replacing(_ ending: StaticString, with other: StaticString) -> Word? {
        ends(ending) ? Word(utf8: utf8.dropLast(ending.utf8CodeUnitCount)) + other : nil
    }
}

/// Letters that take two bytes each in UTF-8, as those of Cyrillic do.
extension Word {
    /// The word without its last letters.
    public func dropping(_ letters: Int) -> Word { Word(utf8: utf8.dropLast(letters * 2)) }

    /// The last letter.
    var last: Word { Word(utf8: utf8.suffix(2)) }

    /// How many of its letters are among these.
    func count(of letters: StaticString) -> Int {
        let bytes = letters.bytes
        return zip(utf8, utf8.dropFirst()).reduce(0) { count, pair in
            let isListed = stride(from: 0, to: bytes.count, by: 2).contains {
                bytes[$0] == pair.0 && bytes[$0 + 1] == pair.1
            }
            return isListed ? count + 1 : count
        }
    }
}

extension StaticString {
    /// The bytes of a literal; they live as long as the program.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}

extension FormKey {
    /// The key of a form that goes on with more bytes.
    func appending(_ bytes: some Sequence<UInt8>) -> FormKey {
        var hash = hash
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return FormKey(hash: hash)
    }
}
