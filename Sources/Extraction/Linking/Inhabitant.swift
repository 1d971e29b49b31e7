import Chronicle
import Language

/// „финландецът“: the person of that country who was named last; without one the word stays with its people.
enum Inhabitant {
    static func link(at index: Int, _ work: inout LinkingWork) {
        guard let number = work.mention(at: index), work.mentions[number].type == .group,
            "\(work.mentions[number].rule)" == "inhabitant", let people = work.mentions[number].actors.first,
            let country = work.table.facts[people].country
        else { return }
        let person = work.persons(before: index).first { actor in
            work.table.facts[actor].country == country && work.table.agrees(actor, work.tokens[index].grammar)
        }
        if let person { work.link(number, to: person, by: "inhabitant-as-person") }
    }
}
