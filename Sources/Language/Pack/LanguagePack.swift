import Foundation

/// All that is known of one language: a folder of data, read once.
///
/// ```swift
/// let pack = try LanguagePack.bundled("bg")
/// let text = Text("Лидерите се срещнаха във Виена.")
/// var tokens = pack.tokenizer.tokens(of: text)
/// pack.lexicon.annotate(&tokens, of: text)
/// let sentences = pack.splitter.sentences(of: text, tokens)
/// ```
public struct LanguagePack: Sendable {
    /// ISO 639-1 code: the folder's name.
    public let code: String
    /// The folder, for what other rooms keep in it.
    public let folder: String
    /// Splits a text into tokens.
    public let tokenizer: Tokenizer
    /// The abbreviations.
    public let abbreviations: Abbreviations
    /// Splits tokens into sentences.
    public let splitter: SentenceSplitter
    /// Recognises what is not part of an article.
    public let boilerplate: Boilerplate
    /// The words.
    public let lexicon: Lexicon
    /// The phrases of all phrase files.
    public let phrases: PhraseMatcher
    /// Makes forms: for names that are inflected like words.
    public let morphology: any Morphology
    /// Finds names; nil where the pack has no trained model.
    public let taggerModel: TaggerModel?

    /// The pack of a language that comes with the product.
    ///
    /// - Parameter ownWords: Further words, see ``load(folder:ownWords:)``.
    /// - Throws: ``PackError`` where there is none or a file of it is wrong.
    public static func bundled(_ code: String, ownWords: [PackTable] = []) throws -> LanguagePack {
        try load(folder: resourcesFolder + "/" + code, ownWords: ownWords)
    }

    /// What of a pack is there before its words are read, enough to read the names that its language has for the world.
    public struct Basis: Sendable {
        /// ISO 639-1 code: the folder's name.
        public let code: String
        /// The folder.
        public let folder: String
        /// Splits a text into tokens.
        public let tokenizer: Tokenizer
    }

    /// The basis of the pack of a language that comes with the product.
    ///
    /// - Throws: ``PackError`` where its abbreviations are wrong.
    public static func basis(_ code: String) throws -> Basis {
        let folder = resourcesFolder + "/" + code
        return Basis(
            code: code, folder: folder,
            tokenizer: Tokenizer(abbreviations: try readAbbreviations(folder + "/abbreviations.tsv")))
    }

    /// The languages that packs come with, sorted.
    public static var bundledCodes: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: resourcesFolder)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(resourcesFolder)/\($0)/lexicon") }.sorted()
    }

    static var resourcesFolder: String { Bundle.module.bundlePath + "/Resources" }

    /// Reads the pack in a folder that is named by its language's code.
    ///
    /// - Parameter ownWords: A reader's own words, in tables like those of the pack's `lexicon`. They have the classes that
    ///   the pack's words have: a rule asks for no other.
    /// - Throws: ``PackError`` with file and line where something is wrong; ``TaggerModelError`` where its model cannot be used.
    public static func load(folder: String, ownWords: [PackTable] = []) throws -> LanguagePack {
        let code = folder.split(separator: "/").last.map(String.init) ?? ""
        guard FileManager.default.fileExists(atPath: folder) else {
            throw PackError(file: folder, line: 0, message: "there is no language pack “\(code)”")
        }
        guard let morphology = Morphologies.all[code] else {
            throw PackError(file: folder, line: 0, message: "there is no morphology for language “\(code)”")
        }
        let abbreviations = try readAbbreviations(folder + "/abbreviations.tsv")
        let tokenizer = Tokenizer(abbreviations: abbreviations)
        let boilerplate = try readBoilerplate(folder + "/boilerplate.tsv", tokenizer)
        var builder = LexiconBuilder(morphology: morphology, tokenizer: tokenizer)
        for row in try PackTable(path: folder + "/suffixes.tsv").rows {
            guard let grammar = Grammar(names: row[1]) else { throw row.error("no such grammar: “\(row[1])”") }
            builder.suffixes.add(row[0], grammar)
        }
        for table in try PackTable.all(inFolder: folder + "/lexicon") {
            for row in table.rows { try builder.add(lexiconRow: row) }
        }
        for row in ownWords.flatMap(\.rows) {
            let classes = row.values(2, separator: " ").map { String(decoding: $0, as: UTF8.self) }
            if let unknown = classes.first(where: { !builder.hasClass($0) }) {
                throw row.error("no word has the class “\(unknown)”; write one such as title, office or profession")
            }
            try builder.add(lexiconRow: row)
        }
        for table in try PackTable.all(inFolder: folder + "/phrases") {
            for row in table.rows { try builder.add(phraseRow: row) }
        }
        return LanguagePack(
            code: code, folder: folder, tokenizer: tokenizer, abbreviations: abbreviations,
            splitter: SentenceSplitter(abbreviations: abbreviations, boilerplate: boilerplate),
            boilerplate: boilerplate, lexicon: try builder.lexicon(), phrases: builder.phrases, morphology: morphology,
            taggerModel: try TaggerModel(pathIfPresent: folder + "/tagger.model"))
    }

    private static func readAbbreviations(_ path: String) throws -> Abbreviations {
        var abbreviations = Abbreviations()
        for row in try PackTable(path: path).rows {
            switch row[1] {
            case "never": abbreviations.add(row[0], ending: .never)
            case "possible": abbreviations.add(row[0], ending: .possible)
            default: throw row.error("the second column is “never” or “possible”, not “\(row[1])”")
            }
        }
        return abbreviations
    }

    private static func readBoilerplate(_ path: String, _ tokenizer: Tokenizer) throws -> Boilerplate {
        var boilerplate = Boilerplate()
        for row in try PackTable(path: path).rows {
            let words = tokenizer.forms(of: row.bytes(0))
            if row[1] == "timestamp" {
                for word in words { boilerplate.add(timestampWord: word) }
            } else if let extent = Boilerplate.Extent(rawValue: row[1]) {
                boilerplate.add(words, extent)
            } else {
                throw row.error("the second column is “start”, “whole” or “timestamp”, not “\(row[1])”")
            }
        }
        return boilerplate
    }
}
