import Chronicle
import Language

/// Wars, elections, games and the like that have a name: „Втората световна война“.
enum EventRule {
    static func apply(_ work: inout EntityWork) {
        for sentence in work.sentences {
            for head in sentence.tokens
            where work.tokens[head].classes.intersects(work.words.eventHead) && work.isFree(head) {
                var start = head
                while start > sentence.tokens.lowerBound, head - start < 3, work.isFree(start - 1),
                    work.isAdjective(start - 1)
                {
                    start -= 1
                }
                guard let capital = (start..<head).first(where: { work.isCapital($0) && !work.opens[$0] }),
                    !work.shouts[head]
                else { continue }
                let end = Complement.end(after: head, in: sentence.tokens, work) ?? head + 1
                let range = capital..<end
                for index in range where !work.isFree(index) { work.remove(at: index) }
                work.add(range, .event, "event-by-head", name: BaseForm.of(range, work))
            }
        }
    }
}
