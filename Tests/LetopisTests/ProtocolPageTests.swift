import Chronicle
import Foundation
import Testing

@testable import Daemon

@Suite("The page that specifies the protocol")
struct ProtocolPageTests {
    private struct Example: CustomTestStringConvertible {
        let section: String
        let text: String

        var testDescription: String { "\(section): \(text.prefix(60))" }
    }

    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Daemon/Daemon.docc/Protocol.md")

    /// Blocks of JSON, and JSON in the text that is not cut short, each with the heading that it stands under.
    private static let examples: [Example] = {
        var examples: [Example] = []
        var section = ""
        var block: [Substring]?
        for line in ((try? String(contentsOf: page, encoding: .utf8)) ?? "").split(separator: "\n") {
            if line == "```json" {
                block = []
            } else if line == "```", let lines = block {
                examples.append(Example(section: section, text: lines.joined(separator: "\n")))
                block = nil
            } else if block != nil {
                block?.append(line)
            } else if line.hasPrefix("## ") {
                section = String(line.dropFirst(3))
            } else {
                examples += line.matches(of: /`({[^`…]*})`/).map { Example(section: section, text: String($0.1)) }
            }
        }
        return examples
    }()

    @Test("has examples of every kind")
    func kinds() {
        let sections = Set(Self.examples.map(\.section))
        #expect(sections.isSuperset(of: ["An article", "A receipt", "An event", "A replay", "The status"]))
        #expect(Self.examples.count >= 11)
    }

    @Test("shows nothing that is not what it says", arguments: examples)
    private func example(example: Example) throws {
        let bytes = Array(example.text.utf8)
        switch example.section {
        case "An article":
            let article = try ArticleDecoder.decode(bytes).article
            #expect(!article.body.isEmpty && !article.id.isEmpty)
        case "A receipt":
            let receipt = try #require(Receipt(json: bytes))
            #expect(JSONLine(String(decoding: receipt.json, as: UTF8.self)) == JSONLine(example.text))
        case "An event":
            let event = JSONLine(example.text)
            #expect(event.specversion.string == "1.0" && event.id.string == event.sequence.string)
            #expect(event.type.string == "letopis." + EventType.meetingReported.name)
            let data = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])["data"]
            let json = try JSONSerialization.data(withJSONObject: try #require(data))
            let meeting = try MeetingReported(jsonUTF8Data: json)
            #expect(meeting.status == .held && meeting.evidence.text.contains("срещна"))
        case "A replay", "The status":
            if let status = try? JSONDecoder().decode(DaemonStatus.self, from: Data(bytes)) {
                #expect(status.isHealthy)
            } else {
                let request = try ReplayRequest(json: bytes)
                #expect(String(decoding: request.json, as: UTF8.self) == example.text)
            }
        default:
            Issue.record("“\(example.section)” has an example of which nobody knows what it is")
        }
    }
}
