import Testing

@testable import Language

@Suite("Tokenizer")
struct TokenizerTests {
    static let pack = Result { try LanguagePack.bundled("bg") }

    private func words(_ string: String) throws -> [String] {
        let text = Text(string)
        return try Self.pack.get().tokenizer.tokens(of: text).map { text[$0.bytes] }
    }

    @Test(
        "Numbers, dates, times, abbreviations and initials are one token each",
        arguments: [
            ("На 20.10.2025 в 08:54 ч.", ["На", "20.10.2025", "в", "08:54", "ч."]),
            ("1 000 000 души, 3,5% от тях", ["1 000 000", "души", ",", "3,5", "%", "от", "тях"]),
            ("През 2018 г. т.нар. Дж. Стоун", ["През", "2018", "г.", "т.нар.", "Дж.", "Стоун"]),
            ("г-н Иванов, д-р Петров", ["г-н", "Иванов", ",", "д-р", "Петров"]),
            ("вицепремиер-министър", ["вицепремиер", "-", "министър"]),
            ("Да. Не.", ["Да", ".", "Не", "."]),
            ("О'Нийл каза „да“...", ["О'Нийл", "каза", "„", "да", "“", "..."]),
            ("Ф-16, G7 и COVID-19", ["Ф", "-", "16", ",", "G7", "и", "COVID", "-", "19"]),
        ])
    func tokens(string: String, expected: [String]) throws {
        #expect(try words(string) == expected)
    }

    @Test("Look-alikes, stress marks and composed letters have one form")
    func normalised() throws {
        let tokenizer = Tokenizer()
        func key(_ string: String) -> [FormKey] { tokenizer.tokens(of: Text(string)).map(\.form) }
        #expect(key("Мocквa") == key("москва"))
        #expect(key("среща\u{300}та") == key("срещата"))
        #expect(key("краи\u{306}") == key("край"))
        #expect(key("СNN") == key("cnn"))
        #expect(key("«") == key("“") && key("„") == key("\""))
        #expect(key("–") == key("-"))
    }
}
