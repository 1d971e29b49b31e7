import Chronicle
import Foundation
import Testing

@Suite("The whole way of an article, with real processes")
struct WayOfAnArticleTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("the sample storyline becomes a board on which one meeting was scheduled, postponed and cancelled")
    func samples() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url)
        let submitted = try await LetopisProcess(
            ["submit", "--json"] + DaemonProcess.data + TestArticles.samplePaths(), in: folder.url
        ).finish()
        #expect(submitted.status == 0, "\(submitted.errors)")
        #expect(submitted.lines.allSatisfy { JSONLine($0).status.string == "accepted" })
        try await daemon.settle()

        let board = try await daemon.command("meetings", "--json").lines.map { JSONLine($0) }
        func meeting(_ status: String, _ participants: [String], place: String? = nil) -> JSONLine? {
            board.first { meeting in
                meeting.status.string == status
                    && Set(participants).isSubset(of: meeting.participants.array.map(\.name.string))
                    && (place == nil || meeting.place.name.string == place)
            }
        }
        let summit = try #require(meeting("cancelled", ["Доналд Тръмп", "Владимир Путин"], place: "Будапеща"))
        let history = try await daemon.command("meeting", summit.id.string, "--json")
        let statuses = JSONLine(history.output).history.array.map(\.status.string)
        #expect(statuses.first == "proposed" || statuses.first == "scheduled", "\(statuses)")
        let postponed = try #require(statuses.firstIndex(of: "postponed"), "\(statuses)")
        let cancelled = try #require(statuses.firstIndex(of: "cancelled"), "\(statuses)")
        #expect(postponed < cancelled)

        #expect(meeting("postponed", ["Марко Рубио", "Сергей Лавров"]) != nil)
        #expect(meeting("held", ["Доналд Тръмп", "Володимир Зеленски"]) != nil)
        #expect(meeting("held", ["Доналд Тръмп", "Си Дзинпин"]) != nil)
        for meeting in board { #expect(!meeting.decidedBy.evidence.sentence.string.isEmpty) }

        let stopped = try await daemon.stop()
        #expect(stopped.status == 0, "\(stopped.errors)")
    }

    @Test("a subscriber gets each event once and in order, live, and joined with history")
    func subscribe() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url)
        let first = try TestArticles.samplePaths()
        let live = try LetopisProcess(["subscribe"] + DaemonProcess.data, in: folder.url)
        // A subscription without --from has begun once it has printed something: articles go in until it has.
        var number = 0
        try await eventually("the live subscriber hears something") {
            let file = self.folder.url.appendingPathComponent("nudge-\(number).json")
            try Data(TestArticles.plain(id: "nudge-\(number)", title: "", body: "Текст \(number).", language: "xx"))
                .write(
                    to: file)
            number += 1
            _ = try await daemon.command("submit", file.path)
            return !live.output.isEmpty
        }
        for path in first.prefix(3) { _ = try await daemon.command("submit", path) }
        let joined = try LetopisProcess(["subscribe", "--from", "1"] + DaemonProcess.data, in: folder.url)
        for path in first.dropFirst(3) { _ = try await daemon.command("submit", path) }
        try await daemon.settle()
        let tip = JSONLine(try await daemon.command("status", "--json").output).sequence.number

        func sequences(_ process: LetopisProcess) -> [Int] {
            process.output.split(separator: "\n").map { JSONLine($0).sequence.number }
        }
        try await eventually("both subscribers have heard the last event") {
            sequences(live).last == tip && sequences(joined).last == tip
        }
        #expect(sequences(joined) == Array(1...tip))
        let heard = sequences(live)
        #expect(heard == Array((heard.first ?? 0)...tip))

        // The log itself, the replay and the subscription tell the same, byte for byte.
        let dump = try await daemon.command("log", "dump")
        #expect(dump.output == joined.output)
        let replay = try await daemon.command("replay", "--from", "2", "--to", "\(tip - 1)", "--topic", "meeting")
        let meetings = dump.lines.dropFirst().dropLast().filter {
            JSONLine($0).type.string == "letopis.meeting.reported"
        }
        #expect(!meetings.isEmpty)
        #expect(replay.lines == meetings)

        for subscriber in [live, joined] {
            subscriber.signal(SIGINT)
            _ = try await subscriber.finish()
        }
        _ = try await daemon.stop()
    }

    @Test("projections and indexes are derived: deleted, they come back the same")
    func derived() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url)
        _ = try await LetopisProcess(["submit"] + DaemonProcess.data + TestArticles.samplePaths(), in: folder.url)
            .finish()
        try await daemon.settle()
        let before = try await answers(daemon)
        _ = try await daemon.stop()

        let data = folder.url.appendingPathComponent("data")
        for file in try FileManager.default.contentsOfDirectory(atPath: data.path) where file.contains("sqlite") {
            try FileManager.default.removeItem(at: data.appendingPathComponent(file))
        }
        let rebuilt = try await daemon.command("rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(try await answers(daemon) == before)

        let log = data.appendingPathComponent("log")
        for file in try FileManager.default.contentsOfDirectory(atPath: log.path)
        where !file.hasSuffix(".segment") && !file.contains("lock") {
            try FileManager.default.removeItem(at: log.appendingPathComponent(file))
        }
        let again = try await DaemonProcess.start(in: folder.url)
        try await again.settle()
        #expect(try await answers(again) == before)
        #expect(try await again.command("log", "verify").status == 0)
        _ = try await again.stop()
    }

    private func answers(_ daemon: DaemonProcess) async throws -> [String] {
        var answers: [String] = []
        for command in ["meetings", "actors", "statements", "graph"] {
            let outcome = try await daemon.command(command, "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            answers.append(outcome.output)
        }
        for meeting in answers[0].split(separator: "\n") {
            answers.append(try await daemon.command("meeting", JSONLine(meeting).id.string, "--json").output)
        }
        return answers
    }

    @Test("the same article is a duplicate, also after a restart; a changed text is a new version")
    func duplicates() async throws {
        func submit(_ daemon: DaemonProcess, _ body: String) async throws -> JSONLine {
            let file = folder.url.appendingPathComponent("article.json")
            try Data(TestArticles.plain(id: "the-article", title: "Заглавие", body: body)).write(to: file)
            return JSONLine(try await daemon.command("submit", "--json", file.path).output)
        }
        let daemon = try await DaemonProcess.start(in: folder.url)
        let first = try await submit(daemon, "Първи текст.")
        #expect(first.status.string == "accepted")
        let second = try await submit(daemon, "Първи текст.")
        #expect(second.status.string == "duplicate")
        #expect(second.sequence.number == first.sequence.number)
        try await daemon.kill()

        let again = try await DaemonProcess.start(in: folder.url)
        let third = try await submit(again, "Първи текст.")
        #expect(third.status.string == "duplicate")
        #expect(third.sequence.number == first.sequence.number)
        #expect(try await submit(again, "Втори текст.").status.string == "accepted")
        try await again.settle()
        let article = JSONLine(try await again.command("article", "the-article", "--json").output)
        #expect(article.versions.array.count == 2)
        #expect(article.body.string == "Втори текст.")
        _ = try await again.stop()
    }

    @Test("articles taken in without extraction are extracted by a later start that has it")
    func extractionLater() async throws {
        let taking = try await DaemonProcess.start(in: folder.url, ["--no-extraction"])
        let submitted = try await LetopisProcess(
            ["submit"] + DaemonProcess.data + TestArticles.samplePaths(), in: folder.url
        ).finish()
        #expect(submitted.status == 0, "\(submitted.errors)")
        #expect(try await taking.stop().status == 0)
        let accepted = try TestArticles.samplePaths().count
        #expect(try await taking.command("log", "dump").lines.count == accepted)

        let extracting = try await DaemonProcess.start(in: folder.url)
        try await extracting.settle()
        #expect(try await extracting.command("log", "dump", "--type", "article.extracted").lines.count == accepted)
        #expect(try await !extracting.command("meetings", "--json").lines.isEmpty)
        _ = try await extracting.stop()
    }

    @Test("under load the daemon stops within five seconds, with nothing half done")
    func stopUnderLoad() async throws {
        let daemon = try await DaemonProcess.start(in: folder.url)
        let lines = (0..<500).map { String(decoding: TestArticles.short($0), as: UTF8.self) }
        let file = folder.url.appendingPathComponent("stream.jsonl")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        let stream = try LetopisProcess(["submit", "--json"] + DaemonProcess.data + [file.path], in: folder.url)
        try await eventually("articles are under way") { stream.output.contains("accepted") }
        let clock = ContinuousClock()
        let start = clock.now
        let stopped = try await daemon.stop()
        #expect(start.duration(to: clock.now) < .seconds(5))
        #expect(stopped.status == 0, "\(stopped.errors)")
        stream.signal(SIGKILL)
        #expect(try await daemon.command("log", "verify").status == 0)

        let acknowledged = stream.output.split(separator: "\n").map { JSONLine($0).sequence.number }
        let again = try await DaemonProcess.start(in: folder.url)
        try await again.settle()
        let dump = try await again.command("log", "dump", "--type", "article.accepted")
        #expect(Set(acknowledged).isSubset(of: Set(dump.lines.map { JSONLine($0).sequence.number })))
        _ = try await again.stop()
    }
}
