import Chronicle
import Language

/// What the names that are already typed say about their words: one form has one type within an article.
struct TypeEvidence {
    private var weights: [FormKey: [ActorType: Int]] = [:]

    /// Takes in all that has been found.
    mutating func learn(from work: EntityWork) {
        for found in work.found where !found.tokens.isEmpty && found.form == .name {
            learn(found.tokens, found.type, work)
        }
    }

    /// Takes in one name: each word of a person's name stands for the person, the first of another's for that.
    mutating func learn(_ range: Range<Int>, _ type: ActorType, _ work: EntityWork) {
        if type == .person {
            for index in range where work.isCapital(index) {
                weights[work.tokens[index].form, default: [:]][type, default: 0] += 2
            }
            return
        }
        // „Съюзът“ is not every union that was named.
        guard !work.isCommon(range.lowerBound) else { return }
        let weight = range.count == 1 ? 3 : 1
        weights[work.tokens[range.lowerBound].form, default: [:]][type, default: 0] += weight
    }

    /// The type that most names with these words have.
    func type(of range: Range<Int>, _ work: EntityWork) -> ActorType? {
        var total: [ActorType: Int] = [:]
        for index in range {
            for (type, weight) in weights[work.tokens[index].form] ?? [:] {
                // Any word of a longer name can be a person's, only the first says what else it is.
                guard type == .person || index == range.lowerBound else { continue }
                total[type, default: 0] += weight
            }
        }
        return total.max { ($0.value, -$0.key.rawValue) < ($1.value, -$1.key.rawValue) }?.key
    }
}
