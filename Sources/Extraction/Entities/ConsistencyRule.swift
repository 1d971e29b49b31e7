import Language

/// Words that were left alone although the article uses them as names elsewhere.
enum ConsistencyRule {
    static func apply(_ work: inout EntityWork) {
        var evidence = TypeEvidence()
        evidence.learn(from: work)
        for sentence in work.sentences {
            for index in sentence.tokens where work.isFree(index) && work.isCapital(index) {
                guard !work.isCommon(index) || !work.opens[index] && work.isGiven(index),
                    !work.opens[index] || !work.ends(index, EntityWork.articleEndings),
                    let type = evidence.type(of: index..<(index + 1), work)
                else { continue }
                work.add(index..<(index + 1), type, "same-word-elsewhere")
            }
        }
    }
}
