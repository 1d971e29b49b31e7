import ArgumentParser
import Projections

/// `letopis article`: one article with what was read out of it.
struct ArticleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "article",
        abstract: "Show one article with its actors, meetings, statements and offices.",
        discussion: """
            Example:
              letopis article 8f3c
            """)

    @Argument(help: "The article's id, or the beginning of one, as tables show it.")
    var id: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Print the text too.")
    var text = false

    func run() async throws {
        let article = try await data.ask { try await $0.article(id) }
        try output.print(article) { ArticleTables.detail(article, withText: text) }
    }
}
