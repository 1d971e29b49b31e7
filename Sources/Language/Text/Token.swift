/// A word, number or punctuation mark of a ``Text``.
public struct Token: Sendable {
    /// What a token is made of.
    public enum Kind: UInt8, Sendable {
        case word, number, punctuation, symbol
    }

    /// How a word is capitalised.
    public enum Shape: UInt8, Sendable {
        /// „среща“
        case lower
        /// „Тръмп“, also a single capital letter
        case capitalised
        /// „НАТО“
        case upper
        /// „БГНЕСт“, „iPhone“
        case mixed
        /// No letters.
        case none
    }

    /// Where it stands in ``Text/utf8``.
    public var bytes: Range<Int>
    /// What it is made of.
    public var kind: Kind
    /// How it is capitalised.
    public var shape: Shape
    /// White space stands before it.
    public var spaceBefore: Bool
    /// It opens a paragraph.
    public var opensParagraph: Bool
    /// Its lower-cased, normalised form.
    public var form: FormKey
    /// Its readings in the lexicon: a range of ``Lexicon/readings``; empty for an unknown form.
    public var readings: Range<Int>
    /// The classes of all its readings together.
    public var classes: LexicalClasses
    /// The grammar of all its readings together.
    public var grammar: Grammar

    /// A token with no readings yet.
    public init(
        bytes: Range<Int>, kind: Kind, shape: Shape, spaceBefore: Bool, opensParagraph: Bool, form: FormKey
    ) {
        self.bytes = bytes
        self.kind = kind
        self.shape = shape
        self.spaceBefore = spaceBefore
        self.opensParagraph = opensParagraph
        self.form = form
        readings = 0..<0
        classes = []
        grammar = []
    }
}

/// The identity of a lower-cased, normalised form: a 64-bit hash (FNV-1a) of its UTF-8 bytes, the same on every machine.
///
/// Normalised: Latin look-alike letters in a Cyrillic word are Cyrillic, quotation marks, apostrophes and dashes are of
/// one kind each, stress marks are gone.
public struct FormKey: Hashable, Sendable {
    /// The hash.
    public let hash: UInt64

    /// Takes a hash that was made by `FormKey(utf8:)`.
    public init(hash: UInt64) { self.hash = hash }

    /// The key of a form that is already lower-cased and normalised.
    ///
    /// Inlinable, as keys are made by the thousand in other modules too, of bytes in different collections.
    @inlinable public init(utf8 bytes: some Sequence<UInt8>) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        self.hash = hash
    }

    /// The key of a form that is already lower-cased and normalised.
    public init(_ form: String) { self.init(utf8: form.utf8) }
}

/// A sentence: the title and each heading are sentences of their own.
public struct Sentence: Sendable {
    /// A range of the document's tokens; never empty.
    public var tokens: Range<Int>
    /// The number of the paragraph, from 0; the title is paragraph 0 where there is one.
    public var paragraph: Int

    /// A sentence over the tokens of a paragraph.
    public init(tokens: Range<Int>, paragraph: Int) {
        self.tokens = tokens
        self.paragraph = paragraph
    }
}

/// A passage in quotation marks.
public struct Quotation: Sendable {
    /// What stands between the marks: a range of the document's tokens without the marks themselves. May span
    /// sentences and paragraphs.
    public var tokens: Range<Int>
    /// Long enough to be something said, not a name or a word at a distance: it holds a verb or five words.
    public var isSpeech: Bool

    /// A quotation over tokens.
    public init(tokens: Range<Int>, isSpeech: Bool) {
        self.tokens = tokens
        self.isSpeech = isSpeech
    }
}
