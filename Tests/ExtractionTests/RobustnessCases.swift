import Testing

/// A text that no newsroom wrote: each one is made to hurt in one way.
struct HostileText: Sendable, CustomTestStringConvertible {
    let name: String
    /// The text of some size; a text of twice the size is the same thing twice as long.
    let text: @Sendable (_ size: Int) -> String
    var testDescription: String { name }

    init(_ name: String, _ text: @escaping @Sendable (_ size: Int) -> String) {
        self.name = name
        self.text = text
    }

    /// A unit over and over.
    init(_ name: String, repeating unit: String) {
        self.init(name) { String(repeating: unit, count: max(1, $0 / unit.unicodeScalars.count)) }
    }

    static let all: [HostileText] = [
        HostileText("Latin script", repeating: "Prezidentat Ivan Petrov se sreshtna s premiera vav Viena. "),
        HostileText(
            "English", repeating: "President John Smith said on Monday that he would meet the prime minister. "),
        HostileText("Russian", repeating: "Президент Иван Петров заявил, что встреча с премьером состоится в Вене. "),
        HostileText("all capitals", repeating: "ПРЕЗИДЕНТЪТ ИВАН ПЕТРОВ ЗАЯВИ, ЧЕ ЩЕ СЕ СРЕЩНЕ С ПРЕМИЕРА ВЪВ ВИЕНА. "),
        HostileText("no capitals", repeating: "президентът иван петров заяви, че ще се срещне с премиера във виена. "),
        HostileText(
            "an endless sentence of statements",
            repeating: "президентът Иван Петров заяви, че министърът Мария Илиева е казала, че срещата ще се състои, "),
        HostileText(
            "an endless sentence of meetings",
            repeating: "Иван Петров се срещна с Мария Илиева във Виена и разговаря с Георги Стоянов по телефона и "),
        HostileText("an endless name", repeating: "Иван Петров "),
        HostileText("an endless office", repeating: "министър на министъра на отбраната на държавния секретар на "),
        HostileText("many names") { size in names(size / 14).joined(separator: ", ") },
        HostileText("many speakers") { size in
            names(size / 40).map { "„Ще дойда“, каза президентът \($0). " }.joined()
        },
        HostileText("many pairs") { size in
            let names = names(size / 35)
            return zip(names, names.dropFirst()).map { "\($0) се срещна с \($1). " }.joined()
        },
        HostileText(
            "titles and pronouns",
            repeating: "Британският премиер и руският му колега се срещнаха. Двамата казаха, че той ще им се обади. "),
        HostileText("one paragraph a line", repeating: "Премиерът на Австрия каза: „Добре“.\n\n"),
        HostileText("lines without an end", repeating: "Той каза\n"),
        HostileText("opening marks", repeating: "„"),
        HostileText("plain marks", repeating: "\""),
        HostileText("empty quotations", repeating: "„“"),
        HostileText("nested quotations", repeating: "„Той каза: «Тя каза: “Ние казахме"),
        HostileText("a quotation never closed", repeating: "„Ще видим, каза Иван Петров, "),
        HostileText("only punctuation", repeating: ".,;:!?-()[]{}…—/\\"),
        HostileText("brackets", repeating: "("),
        HostileText("one word", repeating: "а"),
        HostileText("hyphens", repeating: "президент-"),
        HostileText("abbreviations", repeating: "т.е. г. "),
        HostileText("initials", repeating: "Ю. Дж. "),
        HostileText("digits", repeating: "7"),
        HostileText("numbers", repeating: "1 000 "),
        HostileText("times", repeating: "от 5 до 6 часа на 5 май до 7 юни 2019 г. "),
        HostileText("days", repeating: "утре "),
        HostileText("emoji", repeating: "👩‍👩‍👧‍👦🇧🇬 Срещата 🙂 се състоя 🤝🏽"),
        HostileText("combining marks", repeating: "а\u{301}\u{302}\u{303}\u{304} И\u{306}ван "),
        HostileText("marks alone", repeating: "\u{301}"),
        HostileText("control characters", repeating: "Иван\u{0}Петров\u{1}каза\u{8}\u{1B}[0m\u{7F}\u{85} "),
        HostileText("joiners and directions", repeating: "Иван\u{200B}Петров\u{202E} каза\u{FEFF}\u{AD}\u{2060} "),
        HostileText("line breaks of all kinds", repeating: "Иван\r\nПетров\u{2028}каза\u{2029}\u{B}\u{C}\r"),
        HostileText("mixed scripts", repeating: "Пpeзидeнтът Donald Петрoв сaid 中文 العربية ไทย ελληνικά "),
        HostileText("web addresses", repeating: "www.example.com/a.b.c@d.e "),
        HostileText("astral planes", repeating: "𝕴𝖛𝖆𝖓 𠀀𠀁 \u{10FFFF}\u{E000} "),
    ]

    /// Different names of people.
    static func names(_ count: Int) -> [String] {
        let first = ["Иван", "Петър", "Мария", "Анна", "Стоян", "Елена"]
        let syllables = ["ба", "ве", "го", "ди", "жу", "за", "ки", "ло", "ме", "ну"]
        let starts = ["Ба", "Ве", "Го", "Ди", "Жу", "За", "Ки", "Ло", "Ме", "Ну"]
        return (0..<max(2, count)).map { number in
            let middle = syllables[number / 10 % 10] + syllables[number / 100 % 10] + syllables[number / 1000 % 10]
            return "\(first[number % first.count]) \(starts[number % 10])\(middle)\(number % 2 == 0 ? "ров" : "нски")"
        }
    }
}
