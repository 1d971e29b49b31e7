import Testing

@testable import Language

@Suite("HTML")
struct HTMLTests {
    @Test(
        "Tags go, entities are decoded, blocks are paragraphs",
        arguments: [
            ("<p>Едно.</p><p>Две.</p>", "Едно.\n\nДве."),
            ("<h1>Глава</h1>\n<div>Ред<br/>ред</div>", "Глава\n\nРед\nред"),
            ("Текст <b>с</b>  <i>белези</i>", "Текст с белези"),
            ("<script>if (a < b) { '<p>' }</script>Да<style>p{}</style>", "Да"),
            ("&bdquo;Да&ldquo; &amp; &#1085;&#x435; &nbsp; край", "„Да“ & не край"),
            ("5 < 6 & 7 > 3 &непозната; &#xFFFFFFFF; &", "5 < 6 & 7 > 3 &непозната; &#xFFFFFFFF; &"),
            ("<a href=\"x>y\" title='a>b'>връзка</a>", "връзка"),
            ("<!-- скрито <p> -->видимо<!-- докрай", "видимо"),
            ("<ul><li>едно<li>две</ul>", "едно\n\nдве"),
            ("<html><head><title>Т</title></head><body>Тяло</body></html>", "Тяло"),
            ("<p", ""), ("<", "<"), ("", ""), ("<script>", ""), ("<![CDATA[дума]]>", "дума]]>"),
        ])
    func reduced(html: String, expected: String) {
        #expect(HTMLReducer.text(of: html) == expected)
    }

    @Test(
        "A megabyte of unclosed markup takes one pass",
        arguments: ["<", "<p ", "<!--", "&", "<script>", "<a b=\"", "&#"])
    func linear(unit: String) {
        _ = HTMLReducer.text(of: String(repeating: unit, count: (1 << 20) / unit.utf8.count))
    }
}

@Suite("Language detection")
struct LanguageDetectorTests {
    static let detector = Result { try LanguageDetector.bundled() }

    @Test(
        "A sentence is enough",
        arguments: [
            ("bg", "Президентът заяви, че срещата ще се състои през следващата седмица в столицата."),
            ("bg", "Външните министри на двете страни се срещнаха"),
            ("mk", "Претседателот изјави дека средбата ќе се одржи следната недела во Скопје."),
            ("sr", "Председник је рекао да ће се састанак одржати следеће недеље у Београду."),
            ("ru", "Президент заявил, что встреча состоится на следующей неделе в столице."),
            ("uk", "Президент заявив, що зустріч відбудеться наступного тижня у столиці."),
            ("en", "The president said that the meeting will take place next week in the capital."),
            ("de", "Der Präsident sagte, dass das Treffen nächste Woche in der Hauptstadt stattfinden wird."),
            ("fr", "Le président a déclaré que la réunion aura lieu la semaine prochaine dans la capitale."),
            ("", "12345 --- !!!"), ("", ""),
        ])
    func detected(language: String, sentence: String) throws {
        #expect(try Self.detector.get().language(of: Text(sentence)) == language)
    }
}
