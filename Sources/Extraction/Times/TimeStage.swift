import Chronicle
import Language

/// Finds and resolves time expressions.
public struct TimeStage: Stage {
    /// What `--explain` calls it.
    public static let name = "times"

    private let tagger: TimeTagger

    /// A stage for a language.
    public init(resources: ExtractionResources) throws { tagger = try TimeTagger(pack: resources.pack) }

    /// Fills ``Document/times``.
    public func run(_ document: inout Document) {
        document.times = tagger.expressions(in: document)
        guard document.trace != nil else { return }
        for time in document.times {
            let interval = "\(time.start.map { "\($0)" } ?? "?")/\(time.end.map { "\($0)" } ?? "?")"
            document.trace?.note(
                stage: Self.name, rule: "\(time.rule)", tokens: time.tokens, "\(time.kind) \(interval)")
        }
    }

    /// An expression counted from another time than the article's: „следващата седмица“ in what was said last Thursday.
    ///
    /// Expressions that do not depend on the time they are counted from come back as they are.
    public func expression(_ time: TimeExpression, in document: Document, saidAt said: CivilTime) -> TimeExpression {
        tagger.expression(time, in: document, saidAt: said)
    }
}
