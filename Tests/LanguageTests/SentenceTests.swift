import Testing

@testable import Language

@Suite("Sentences, quotations, boilerplate")
struct SentenceTests {
    static let pack = Result { try LanguagePack.bundled("bg") }

    private func sentences(_ string: String) throws -> [String] {
        let pack = try Self.pack.get()
        let text = Text(string)
        var tokens = pack.tokenizer.tokens(of: text)
        pack.lexicon.annotate(&tokens, of: text)
        return pack.splitter.sentences(of: text, tokens).map {
            text[tokens[$0.tokens.lowerBound].bytes.lowerBound..<tokens[$0.tokens.upperBound - 1].bytes.upperBound]
        }
    }

    private func quotations(_ string: String) throws -> [(words: String, isSpeech: Bool)] {
        let pack = try Self.pack.get()
        let text = Text(string)
        var tokens = pack.tokenizer.tokens(of: text)
        pack.lexicon.annotate(&tokens, of: text)
        return QuotationFinder().quotations(of: text, tokens).map {
            (
                text[tokens[$0.tokens.lowerBound].bytes.lowerBound..<tokens[$0.tokens.upperBound - 1].bytes.upperBound],
                $0.isSpeech
            )
        }
    }

    @Test(
        "A sentence ends where a reader ends it",
        arguments: [
            ("Лидерите се видяха. Нищо не подписаха.", ["Лидерите се видяха.", "Нищо не подписаха."]),
            ("През 2019 г. страните мълчаха. Сега не.", ["През 2019 г. страните мълчаха.", "Сега не."]),
            ("Това стана през 2019 г. Сега е друго.", ["Това стана през 2019 г.", "Сега е друго."]),
            ("Ген. Иванов и проф. Петрова дойдоха.", ["Ген. Иванов и проф. Петрова дойдоха."]),
            ("„Ще дойдете ли?“ попита той.", ["„Ще дойдете ли?“ попита той."]),
            ("„Ще дойдем.“ Гостът се усмихна.", ["„Ще дойдем.“", "Гостът се усмихна."]),
            ("„Никога!“, каза тя. После излезе.", ["„Никога!“, каза тя.", "После излезе."]),
            ("„Никога!“ – каза тя.", ["„Никога!“ – каза тя."]),
            ("Заглавие без точка\n\nПърво изречение.", ["Заглавие без точка", "Първо изречение."]),
            ("Дж. Смит говори с У. Х. Одън.", ["Дж. Смит говори с У. Х. Одън."]),
            ("Дойдоха (трима. Или четирима) души. Край.", ["Дойдоха (трима. Или четирима) души.", "Край."]),
            (
                "На 5 май 2019 г. Иванов замина. После се върна.",
                ["На 5 май 2019 г. Иванов замина.", "После се върна."]
            ),
            ("Това съобщи АП. Пред журналисти той мълча.", ["Това съобщи АП.", "Пред журналисти той мълча."]),
            ("Това пише в. „Утро“ днес.", ["Това пише в. „Утро“ днес."]),
            ("„Край!“. Начало.", ["„Край!“.", "Начало."]),
            (". Начало. Край.", [". Начало.", "Край."]),
            (
                "Без (затваряне. И " + String(repeating: "още ", count: 70) + "думи. Край.",
                ["Без (затваряне. И " + String(repeating: "още ", count: 70) + "думи.", "Край."]
            ),
            ("Пренесен\nред без край.", ["Пренесен\nред без край."]),
        ])
    func split(string: String, expected: [String]) throws {
        #expect(try sentences(string) == expected)
    }

    @Test(
        "Boilerplate belongs to no sentence",
        arguments: [
            "Още по темата: Едно заглавие 20.10.2025 08:54", "Прочетете още: друго заглавие",
            "Снимка: Агенция", "Следвайте ни във всички мрежи", "20 октомври 2025 г., 08:54 ч.", "* * *",
            "Друго заглавие 20.10.2025 08:54", "Източник: Агенция",
        ])
    func boilerplate(line: String) throws {
        #expect(try sentences("\(line)\n\nИстинско изречение.") == ["Истинско изречение."])
        #expect(try sentences("Истинско изречение.\n\(line)") == ["Истинско изречение."])
    }

    @Test("A paragraph that only begins like boilerplate stays")
    func notBoilerplate() throws {
        #expect(try sentences("Източник от двореца заяви това. Нищо повече.").count == 2)
        #expect(try sentences("Снимката обиколи света.").count == 1)
    }

    @Test(
        "Quotations in every style",
        arguments: [
            "„това е нашият град“", "“това е нашият град”", "«това е нашият град»", "\"това е нашият град\"",
            "„това е нашият град”", "”това е нашият град”", "„това е нашият град\"",
        ])
    func styles(quoted: String) throws {
        let found = try quotations("Той каза: \(quoted), и излезе.")
        #expect(found.map(\.words) == ["това е нашият град"])
        #expect(found.first?.isSpeech == true)
    }

    @Test("Nested and multi-paragraph quotations, and marks that are never closed")
    func shapes() throws {
        #expect(try quotations("„Чух „Заря“ вчера“, каза той.").map(\.words) == ["Чух „Заря“ вчера", "Заря"])
        #expect(try quotations("„Заря“ спечели.").map(\.isSpeech) == [false])
        #expect(
            try quotations("„Първо едно.\n\n„После друго“, каза той.").map(\.words) == ["Първо едно.", "После друго"])
        #expect(try quotations("„Първо едно.\n\nПосле друго“, каза той.").count == 1)
        #expect(try quotations(#"Краят ". Той каза: "Ние идваме утре". Край."#).map(\.words) == ["Ние идваме утре"])
        #expect(try quotations("Излезе „Заря вчера.\n\nНов ред с „цитат“ накрая.").map(\.words) == ["цитат"])
    }
}
