import Chronicle
import Foundation

/// What a model's file tells of itself.
struct ModelDescription {
    let corpus: GoldCorpus
    let epochs: Int
    let date: String
    /// Features with weight, before those that do not fit are left out.
    var features = 0
    /// F1 on articles that were not learnt from, by the way of choosing them.
    var scores: [String: Double] = [:]

    /// Today's date in UTC.
    static var today: String {
        Date().formatted(.iso8601.year().month().day())
    }

    /// One line of JSON behind a line break.
    func json() -> String {
        var writer = JSONWriter()
        writer.object { json in
            json.member("corpus", corpus.name)
            json.member("articles", corpus.documents.count)
            json.member("sha256", corpus.digest)
            json.name("topics")
            json.array { for topic in corpus.topics { $0.value(topic) } }
            json.member("features", features)
            json.member("epochs", epochs)
            json.member("date", date)
            json.name("f1")
            json.object { json in
                for (name, score) in scores.sorted(by: { $0.key < $1.key }) {
                    json.member(name, Percent(score).description)
                }
            }
        }
        return "\n" + String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// A share as percent with two decimals.
struct Percent: CustomStringConvertible {
    let description: String

    init(_ share: Double) { description = String(format: "%.2f", share * 100) }
}
