import Chronicle
import Extraction
import Foundation

/// Articles for benchmarks.
enum BenchArticles {
    /// The articles of a `.jsonl` file, or those that come with the program.
    static func load(_ file: String?) throws -> [Article] {
        guard let file else { return [builtIn] }
        let articles = try ExtractionInput.read(file).map(\.article)
        if articles.isEmpty { throw FileProblem(description: "“\(file)” holds no article.") }
        return articles
    }

    /// An invented article of a usual length: 3.6 KB.
    private static let builtIn: Article = {
        var article = Article()
        article.title = "Министрите на външните работи ще се срещнат в Брюксел в четвъртък"
        let paragraph = """
            Министърът на външните работи на Франция Жан-Ноел Баро и неговият германски колега Йохан Вадефул ще се срещнат \
            в Брюксел в четвъртък, съобщи говорител на френското министерство. „Разговорите ще бъдат за сигурността на \
            Европа“, каза той пред журналисти. По-рано през седмицата двамата проведоха телефонен разговор. Срещата, която \
            трябваше да се състои миналия месец, беше отложена по искане на Берлин.
            """
        article.body = Array(repeating: paragraph, count: 5).joined(separator: "\n\n")
        article.language = "bg"
        article.published = Instant(microseconds: 1_761_030_000_000_000).timestamp
        article.publishedOffsetMinutes = 180
        return article
    }()
}

/// Extraction alone, on one core.
struct ExtractionBench {
    let articles: [Article]
    let duration: Duration

    func run() throws -> [BenchFigure] {
        let clock = ContinuousClock()
        let start = clock.now
        let extractor = try Extractor.bundled()
        let loading = start.duration(to: clock.now)
        var next = 0
        let rate = BenchClock(duration: duration).rate("extraction on one core") {
            _ = extractor.extract(articles[next % articles.count])
            next += 1
            return 1
        }
        let bytes = articles.reduce(0) { $0 + $1.text.utf8.count } / articles.count
        return [
            BenchFigure(name: "loading of language packs and knowledge", value: loading.inSeconds * 1_000, unit: "ms"),
            BenchFigure(
                name: "extraction on one core", value: rate, unit: "articles/s",
                details: "\(bytes) bytes each on average"),
        ]
    }
}
