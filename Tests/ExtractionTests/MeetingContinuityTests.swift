import Chronicle
import Foundation
import Testing

@testable import Extraction

/// What later sentences say of an occasion that was told before; the day of publication is Tuesday, 2025-06-10, nine in the
/// evening.
@Suite("Meetings across sentences")
struct MeetingContinuityTests {
    private func document(_ text: String) throws -> Document {
        var article = Article()
        article.id = "test"
        article.body = text
        article.language = "bg"
        let time = try #require(PublishedTime("2025-06-10T21:00:00+03:00"))
        article.published = time.instant.timestamp
        article.publishedOffsetMinutes = Int32(time.offsetMinutes)
        return try MeetingTests.extractor.get().extract(article, explain: false).document
    }

    private func names(_ claim: MeetingClaim, _ document: Document) -> Set<String> {
        Set(claim.participants.compactMap { $0.actor.map { document.actors[$0].actor.name } })
    }

    private func place(_ claim: MeetingClaim, _ document: Document) -> String? {
        claim.place.flatMap { document.mentions[$0].actors.first }.map { document.actors[$0].actor.name }
    }

    @Test("„двамата“ are the pair told of together, not whom the sentence before quotes")
    func pair() throws {
        let document = try document(
            "Еманюел Макрон се чу с Доналд Тръмп. Това потвърди съветникът Иван Колев. "
                + "Макрон каза, че двамата ще се срещнат в Рим.")
        let planned = try #require(document.meetings.first { $0.status == .scheduled })
        #expect(names(planned, document) == ["Еманюел Макрон", "Доналд Тръмп"])
    }

    @Test("„той“ after a sentence without a subject is whom the text goes on about")
    func subjectOfPronoun() throws {
        let document = try document(
            "Еманюел Макрон заминава за Азия. Ще разговаря с Нарендра Моди. Той ще се срещне и със Си Дзинпин.")
        let last = try #require(document.meetings.last)
        #expect(names(last, document) == ["Еманюел Макрон", "Си Дзинпин"])
    }

    @Test("Who took part „в нея“ joins the occasion of the sentence before")
    func attended() throws {
        let document = try document(
            "Киър Стармър беше домакин на среща в Лондон. В нея участваха Еманюел Макрон и Фридрих Мерц.")
        try #require(document.meetings.count == 1)
        #expect(names(document.meetings[0], document) == ["Киър Стармър", "Еманюел Макрон", "Фридрих Мерц"])
        #expect(place(document.meetings[0], document) == "Лондон")
        #expect(document.meetings[0].participants.first?.role == .host)
    }

    @Test("How some joined is no occasion of its own")
    func medium() throws {
        let document = try document(
            "Еманюел Макрон и Фридрих Мерц се срещнаха в Париж. Други лидери се включиха по видеовръзка.")
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].kind == .meeting)
    }

    @Test("„това беше третото му посещение“ and the meal that opens a meeting tell of that occasion")
    func sameOccasion() throws {
        let document = try document(
            "Еманюел Макрон и Фридрих Мерц се срещнаха в Берлин. Срещата започна с работна закуска. "
                + "Това беше третото посещение на Макрон в Берлин от началото на годината.")
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].kind == .meeting)
        #expect(document.meetings[0].time == nil)
    }

    @Test("The time over which meetings are counted is not the time of this one")
    func countedSince() throws {
        let document = try document(
            "Еманюел Макрон и Нарендра Моди ще се срещнат в четвъртък. "
                + "Това ще бъде първата среща на двамата лидери от 2019 година насам.")
        try #require(document.meetings.count == 1)
        let time = try #require(document.meetings[0].time)
        #expect(document.times[time].start?.date == CivilDate(year: 2025, month: 6, day: 12))
    }

    @Test("An occasion before or after another is not that other")
    func beside() throws {
        let document = try document(
            "Еманюел Макрон, Фридрих Мерц и Киър Стармър се срещнаха в Лондон. "
                + "Преди срещата Макрон и Мерц разговаряха насаме.")
        #expect(document.meetings.count == 2)
    }

    @Test("A visit elsewhere is not the meeting that was told of")
    func visitElsewhere() throws {
        let document = try document(
            "Еманюел Макрон ще се срещне със Си Дзинпин в Китай. Преди това Макрон ще посети Индия.")
        #expect(document.meetings.count == 2)
    }

    @Test("Talks are part of the meeting that they are told of")
    func talks() throws {
        let document = try document(
            "Еманюел Макрон и Фридрих Мерц се срещнаха в Берлин. Преговорите продължиха два часа. "
                + "В преговорите участва и министърът Борис Писториус.")
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].kind == .meeting)
        #expect(document.meetings[0].participants.count == 3)
    }

    @Test("A place's name may follow its adjectives and its noun, and outdoes the country before the word")
    func place() throws {
        let document = try document("Еманюел Макрон и Нарендра Моди се срещнаха в индийския град Мумбай.")
        try #require(document.meetings.count == 1)
        #expect(place(document.meetings[0], document) == "Мумбай")
    }

    @Test("A body that „заседава“ on the day has sat by the evening")
    func satToday() throws {
        let document = try document("Европейският съвет заседава в Брюксел във вторник, 10 юни.")
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].status == .held)
    }

    @Test("Time and place of the verb before are not those of what it prepares")
    func prepared() throws {
        let document = try document(
            "Марко Рубио и Сергей Лавров ще се срещнат тази седмица, за да подготвят срещата между Тръмп и Путин.")
        let summit = try #require(document.meetings.last)
        #expect(names(summit, document) == ["Доналд Тръмп", "Владимир Путин"])
        #expect(summit.time == nil)
        #expect(summit.status == .scheduled)
    }

    @Test("Who takes part, helps or is there as well joins those who meet")
    func besides() throws {
        let document = try document(
            "Еманюел Макрон и Фридрих Мерц разговаряха в Рим с посредничеството на Джорджа Мелони. "
                + "На разговора присъства и Антониу Коща.")
        try #require(document.meetings.count == 1)
        let claim = document.meetings[0]
        #expect(names(claim, document) == ["Еманюел Макрон", "Фридрих Мерц", "Джорджа Мелони", "Антониу Коща"])
        let mediators = claim.participants.filter { $0.role == .mediator }
        #expect(mediators.compactMap { $0.actor.map { document.actors[$0].actor.name } } == ["Джорджа Мелони"])
    }

    @Test("What a meeting is described as says nothing of its being planned")
    func described() throws {
        let document = try document(
            "Еманюел Макрон се срещна с Фридрих Мерц. Канцлерът определи разговора като полезен.")
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].status == .held)
    }

    @Test("A call with each of two is two calls")
    func apart() throws {
        let document = try document(
            "Еманюел Макрон и Фридрих Мерц се срещнаха. След това Джорджа Мелони се чу поотделно с двамата.")
        let calls = document.meetings.filter { $0.kind == .call }
        #expect(
            Set(calls.map { names($0, document) }) == [
                ["Джорджа Мелони", "Еманюел Макрон"], ["Джорджа Мелони", "Фридрих Мерц"],
            ])
    }

    @Test("Allies who meet in the title are those named in the sentences after it")
    func groupOfTitle() throws {
        let document = try document(
            "Министрите се срещнаха в Рим\n\nМарко Рубио и Сергей Лавров се срещнаха във вторник в Рим.")
        try #require(document.meetings.count == 1)
        #expect(names(document.meetings[0], document) == ["Марко Рубио", "Сергей Лавров"])
    }

    @Test("A meeting told of as such stays one where it is also called a visit or talks")
    func kind() throws {
        let document = try document(
            "Еманюел Макрон и Фридрих Мерц ще се срещнат в Берлин. Визитата беше уговорена вчера.")
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].kind == .meeting)
    }

    @Test("„това каза X след среща“ names who met")
    func saidAfter() throws {
        let document = try document("Това каза Еманюел Макрон след среща с Фридрих Мерц.")
        try #require(document.meetings.count == 1)
        #expect(names(document.meetings[0], document) == ["Еманюел Макрон", "Фридрих Мерц"])
    }

    @Test("Who offers to receive two who have agreed to meet is no party to their meeting")
    func offer() throws {
        let document = try document(
            "Доналд Тръмп и Владимир Путин се договориха да се срещнат. "
                + "Виктор Орбан е готов да посрещне двамата президенти.")
        try #require(document.meetings.count == 1)
        #expect(names(document.meetings[0], document) == ["Доналд Тръмп", "Владимир Путин"])
    }

    @Test("Who opens „го“ takes part in what the sentence before names")
    func opener() throws {
        let document = try document(
            "Бизнес форумът в Любляна ще се проведе утре. Вместо премиерите ще го открият Марко Рубио и Сергей Лавров.")
        try #require(document.meetings.count == 1)
        #expect(names(document.meetings[0], document) == ["Марко Рубио", "Сергей Лавров"])
    }

    @Test(
        "Small words tell how an occasion stands",
        arguments: [
            ("В момента Еманюел Макрон и Фридрих Мерц са на вечеря в Берлин.", Meeting.Status.ongoing),
            ("Визитата на Еманюел Макрон в Берлин остава отложена.", .postponed),
            ("Срещата на Еманюел Макрон и Фридрих Мерц няма да бъде преди средата на май.", .scheduled),
            ("След провалената среща на Еманюел Макрон и Фридрих Мерц в Берлин настъпи мълчание.", .cancelled),
        ])
    func smallWords(text: String, status: Meeting.Status) throws {
        let document = try document(text)
        try #require(document.meetings.count == 1)
        #expect(document.meetings[0].status == status)
    }
}
