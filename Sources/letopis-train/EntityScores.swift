import Foundation

/// How many names are right, strictly by span and type, as `score.py entities` counts.
struct EntityScores {
    private struct Counts {
        var right = 0
        var found = 0
        var gold = 0
        var f1: Double { found + gold == 0 ? 0 : 2 * Double(right) / Double(found + gold) }
    }

    private struct Key: Hashable, Comparable {
        var span: Range<Int>
        var type: String

        static func < (one: Key, other: Key) -> Bool {
            (one.span.lowerBound, one.span.upperBound, one.type)
                < (other.span.lowerBound, other.span.upperBound, other.type)
        }
    }

    private var byType: [String: Counts] = [:]
    private var lemmas = (right: 0, all: 0)
    private var ids = (right: 0, all: 0)
    /// What was missed and what invented, a line each, in the order of the articles.
    private(set) var errors: [String] = []

    /// Takes in one article.
    mutating func add(_ document: GoldCorpus.Document, _ found: [GoldCorpus.Entity]) {
        let gold = Dictionary(document.entities.map { (Key(span: $0.span, type: $0.type), $0) }) { first, _ in first }
        let guessed = Dictionary(found.map { (Key(span: $0.span, type: $0.type), $0) }) { first, _ in first }
        for (verb, keys, others) in [
            ("missed", gold.keys.sorted(), Set(guessed.keys)), ("invented", guessed.keys.sorted(), Set(gold.keys)),
        ] {
            for key in keys where !others.contains(key) {
                errors.append("\(verb)\t\(document.name)\t\(key.type)\t\(document.words(key.span))")
            }
        }
        for key in gold.keys { byType[key.type, default: Counts()].gold += 1 }
        for key in guessed.keys { byType[key.type, default: Counts()].found += 1 }
        var actors: [String: [String: Int]] = [:]
        for (key, entity) in gold {
            guard let guess = guessed[key] else { continue }
            byType[key.type]?.right += 1
            lemmas.all += 1
            if entity.lemma.lowercased() == guess.lemma.lowercased() { lemmas.right += 1 }
            if !guess.id.isEmpty { actors[entity.id, default: [:]][guess.id, default: 0] += 1 }
        }
        for counts in actors.values {
            ids.right += counts.values.max() ?? 0
            ids.all += counts.values.reduce(0, +)
        }
    }

    /// Takes in the counts of another.
    mutating func add(_ other: EntityScores) {
        for (type, counts) in other.byType {
            byType[type, default: Counts()].right += counts.right
            byType[type, default: Counts()].found += counts.found
            byType[type, default: Counts()].gold += counts.gold
        }
        errors += other.errors
        lemmas = (lemmas.right + other.lemmas.right, lemmas.all + other.lemmas.all)
        ids = (ids.right + other.ids.right, ids.all + other.ids.all)
    }

    /// F1 over some types; over all where none are named.
    func f1(_ types: Set<String> = []) -> Double {
        var sum = Counts()
        for (type, counts) in byType where types.isEmpty || types.contains(type) {
            sum.right += counts.right
            sum.found += counts.found
            sum.gold += counts.gold
        }
        return sum.f1
    }

    /// F1 over people, organisations and places.
    var actorsF1: Double { f1(["PER", "ORG", "LOC"]) }

    /// One line: F1 over all, over actors, by type, then base forms and ids.
    var line: String {
        let types = byType.keys.sorted().map { "\($0) \(Percent(f1([$0])))" }.joined(separator: "  ")
        return "F1 \(Percent(f1()))  PER+ORG+LOC \(Percent(actorsF1))  \(types)  "
            + "base form \(Self.share(lemmas))  one id \(Self.share(ids))"
    }

    private static func share(_ counts: (right: Int, all: Int)) -> String {
        Percent(Double(counts.right) / Double(max(counts.all, 1))).description
    }
}
