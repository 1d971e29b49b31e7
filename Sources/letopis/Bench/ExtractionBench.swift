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

/// Extraction alone, on one core, and what it has to read before its first article.
struct ExtractionBench {
    /// So often the language packs and the knowledge are loaded.
    private static let loads = 9

    let articles: [Article]
    let duration: Duration

    func run() throws -> [BenchFigure] {
        let residentBefore = ResidentMemory.bytes
        let (extractor, first) = try load()
        let added = ResidentMemory.bytes - residentBefore
        let loads = try [first] + (1..<Self.loads).map { _ in try load().milliseconds }

        let bytes = articles.reduce(0) { $0 + $1.text.utf8.count } / articles.count
        let details = "\(bytes) bytes each on average"
        return [
            BenchFigure(
                name: "loading of language packs and knowledge", value: loads.median, unit: "ms",
                details: "median of \(loads.count), the first \(Int(first.rounded())) ms"),
            BenchFigure(
                name: "resident memory that loading added", value: Double(added) / Double(1 << 20), unit: "MiB",
                details: "\(added >> 10) KiB"),
            BenchFigure(
                name: "extraction on one core", value: rate("extraction on one core") { _ = extractor.extract($0) },
                unit: "articles/s", details: details),
            BenchFigure(
                name: "entities on one core", value: rate("entities on one core") { _ = extractor.entities(in: $0) },
                unit: "articles/s", details: details),
        ]
    }

    private func load() throws -> (extractor: Extractor, milliseconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        let extractor = try Extractor.bundled()
        return (extractor, start.duration(to: clock.now).inSeconds * 1_000)
    }

    private func rate(_ name: String, _ read: (Article) -> Void) -> Double {
        var next = 0
        return BenchClock(duration: duration).rate(name) {
            read(articles[next % articles.count])
            next += 1
            return 1
        }
    }
}

/// The memory of this process that the system keeps in RAM.
private enum ResidentMemory {
    /// 0 where the system does not tell.
    static var bytes: Int {
        guard let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = statm.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
