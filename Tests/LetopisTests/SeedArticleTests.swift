import TestSupport
import Testing

@Suite("The seed article")
struct SeedArticleTests {
    /// A meeting as it must stand on the board.
    private struct Expected {
        var status: String
        var kinds: Set<String>
        var participants: Set<String>
        var day: String = ""
        var place: String = ""
        var certainty: String = ""
    }

    private static let trump = "Доналд Тръмп"
    private static let putin = "Владимир Путин"
    private static let rubio = "Марко Рубио"
    private static let lavrov = "Сергей Лавров"

    private static let board: [Expected] = [
        Expected(status: "postponed", kinds: ["meeting"], participants: [rubio, lavrov]),
        Expected(
            status: "scheduled", kinds: ["summit"], participants: [trump, putin], place: "Будапеща", certainty: "hedged"
        ),
        Expected(status: "held", kinds: ["call"], participants: [rubio, lavrov], day: "2025-10-20"),
        Expected(status: "held", kinds: ["call"], participants: [trump, putin], day: "2025-10-16"),
        Expected(status: "held", kinds: ["meeting", "summit"], participants: [trump, putin], place: "Анкъридж"),
        Expected(status: "proposed", kinds: ["call"], participants: [rubio, lavrov]),
    ]

    @Test(
        "gives exactly its six occasions, its statements and its offices",
        .enabled(if: SharedMaterial.seedArticle != nil, Comment(rawValue: SharedMaterial.absence)))
    func seed() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await DaemonProcess.start(in: folder.url)
        let path = try #require(SharedMaterial.seedArticle).path
        let submitted = try await daemon.command("submit", path, "--published", "2025-10-21T10:00:00+03:00")
        #expect(submitted.status == 0, "\(submitted.errors)")
        let article = JSONLine(submitted.output).article.string
        try await daemon.settle()

        let board = try await daemon.command("meetings", "--json").lines.map { JSONLine($0) }
        #expect(board.count == Self.board.count, "\(board.map { "\($0.status.string) \($0.kind.string)" })")
        for expected in Self.board {
            let found = board.filter { matches($0, expected) }
            #expect(found.count == 1, "\(expected)")
            #expect(found.allSatisfy { !$0.decidedBy.evidence.sentence.string.isEmpty })
        }
        try await checkPostponed(daemon, board)
        try checkAnchorage(board)
        try await checkStatements(daemon)
        try await checkOffices(daemon, article)

        let actors = try await daemon.command("actors", "--json", "--limit", "500")
        #expect(!actors.output.contains("Зеленски"))
        _ = try await daemon.stop()
    }

    private func matches(_ meeting: JSONLine, _ expected: Expected) -> Bool {
        meeting.status.string == expected.status && expected.kinds.contains(meeting.kind.string)
            && Set(meeting.participants.array.map(\.name.string)) == expected.participants
            && (expected.day.isEmpty || meeting.time.start.string == expected.day)
            && (expected.place.isEmpty || meeting.place.name.string == expected.place)
            && (expected.certainty.isEmpty || meeting.certainty.string == expected.certainty)
    }

    private func checkPostponed(_ daemon: DaemonProcess, _ board: [JSONLine]) async throws {
        let postponed = try #require(board.first { $0.status.string == "postponed" })
        let history = JSONLine(try await daemon.command("meeting", postponed.id.string, "--json").output).history.array
        let earlier = try #require(history.first, "\(history)")
        #expect(earlier.status.string == "scheduled")
        #expect(earlier.source.name.string == Self.trump)
        let last = try #require(history.last)
        #expect(last.status.string == "postponed")
        #expect(last.source.text.string.contains("представител на Белия дом"))
        #expect(last.source.medium.string == "CNN")
    }

    private func checkAnchorage(_ board: [JSONLine]) throws {
        let anchorage = try #require(board.first { $0.place.name.string == "Анкъридж" })
        #expect(anchorage.outcome.string.contains("без споразумение"))
    }

    private func checkStatements(_ daemon: DaemonProcess) async throws {
        let statements = try await daemon.command("statements", "--json", "--limit", "500").lines.map { JSONLine($0) }
        func speakers(_ cue: String) -> [String] {
            statements.filter { $0.cue.string.hasPrefix(cue) }.map {
                $0.speaker.name.string.isEmpty ? $0.speakerText.string : $0.speaker.name.string
            }
        }
        #expect(speakers("написа") == [Self.trump])
        #expect(speakers("призова") == [Self.trump])
        #expect(speakers("заяви").contains(Self.trump))
        #expect(speakers("заяви").contains("Анна Кели"))
        #expect(speakers("описа") == ["Кремъл"])
        #expect(statements.contains { $0.speaker.name.string.contains("Държавен департамент") })
        #expect(
            statements.contains {
                $0.speakerText.string.lowercased().contains("източни")
            })
    }

    private func checkOffices(_ daemon: DaemonProcess, _ article: String) async throws {
        let facts = JSONLine(try await daemon.command("article", article, "--json").output)
        let offices = Dictionary(
            facts.affiliations.array.map { ($0.person.name.string, $0.office.string) },
            uniquingKeysWith: { first, _ in first })
        for person in [Self.trump, Self.putin, Self.rubio, Self.lavrov, "Анна Кели"] {
            #expect(offices[person]?.isEmpty == false, "\(person)")
        }
    }
}
