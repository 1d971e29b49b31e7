import Chronicle
import Language

/// Nouns for people by country, region or party, and adjectives of countries: „британците“, „демократите“, „руски“.
enum GroupRule {
    static func apply(_ work: inout EntityWork) {
        for sentence in work.sentences {
            for index in sentence.tokens where work.isFree(index) && work.tokens[index].kind == .word {
                if let sense = sense(at: index, work) {
                    let name = work.knowledge.baseForms[Int(sense.baseForm)]
                    let range = index..<(index + 1)
                    if sense.kind == .adjective {
                        let type = work.knowledge[sense.entry].type
                        work.add(range, type, "adjective-of-country", form: .adjective, name: name, entry: sense.entry)
                    } else {
                        let rule: StaticString = sense.kind == .inhabitant ? "inhabitant" : "inhabitants"
                        work.add(range, .group, rule, name: name, entry: sense.entry)
                    }
                } else if work.tokens[index].classes.intersects(work.words.group),
                    !isTitle(index, sentence.tokens, work)
                {
                    work.add(index..<(index + 1), .group, "group-noun", name: BaseForm.word(index, work))
                }
            }
        }
    }

    /// „консерваторът Доминик …“: in the singular before a name the noun is a title.
    private static func isTitle(_ index: Int, _ sentence: Range<Int>, _ work: EntityWork) -> Bool {
        work.tokens[index].grammar.contains(.singular) && index + 1 < sentence.upperBound
            && work.found(at: index + 1)?.type == .person
    }

    private static func sense(at index: Int, _ work: EntityWork) -> KnowledgeBase.Sense? {
        guard let node = work.knowledge.names.step(PhraseTrie<KnowledgeBase.Sense>.root, work.tokens[index].form) else {
            return nil
        }
        // „казаха“ is what they said more often than a Kazakh.
        guard !work.tokens[index].grammar.contains(.verb) || work.isCapital(index) && !work.opens[index] else {
            return nil
        }
        var best: KnowledgeBase.Sense?
        work.knowledge.names.forEach(at: node) { sense in
            guard sense.kind == .adjective || sense.kind == .inhabitant || sense.kind == .inhabitants else { return }
            best = sense
        }
        return best
    }
}
