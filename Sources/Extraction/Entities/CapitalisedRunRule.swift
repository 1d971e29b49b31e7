import Language

/// Names that nobody listed: runs of words with capital letters, typed by their words, what stands around them, and what the
/// article's other names show.
enum CapitalisedRunRule {
    static func apply(_ work: inout EntityWork) {
        var runs: [Range<Int>] = []
        for sentence in work.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                guard let run = CapitalisedRun.run(at: index, in: sentence.tokens, work) else {
                    index += 1
                    continue
                }
                runs.append(run.tokens)
                index = run.next
            }
        }
        var evidence = TypeEvidence()
        evidence.learn(from: work)
        var undecided: [Range<Int>] = []
        for run in runs {
            guard let decision = RunType.decide(run, work) else {
                undecided.append(run)
                continue
            }
            evidence.learn(run, decision.type, work)
            work.add(run, decision.type, decision.rule)
        }
        for run in undecided {
            if let type = evidence.type(of: run, work) {
                work.add(run, type, "same-word-elsewhere")
            } else if let decision = RunType.guess(run, work) {
                work.add(run, decision.type, decision.rule)
            }
        }
    }
}
