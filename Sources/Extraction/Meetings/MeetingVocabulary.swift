import Chronicle
import Language

/// The lexical classes and closed-class words that the meeting rules ask for, looked up once.
struct MeetingVocabulary: Sendable {
    let noun: LexicalClasses
    let verb: LexicalClasses
    let weak: LexicalClasses
    let mutual: LexicalClasses
    let with: LexicalClasses
    let host: LexicalClasses
    let visit: LexicalClasses
    let discuss: LexicalClasses
    let dative: LexicalClasses
    let convene: LexicalClasses
    let gather: LexicalClasses
    let invite: LexicalClasses
    let invitation: LexicalClasses
    let guest: LexicalClasses
    let leader: LexicalClasses
    let happen: LexicalClasses
    let happenEnd: LexicalClasses
    let going: LexicalClasses
    let ending: LexicalClasses
    let continuing: LexicalClasses
    let begin: LexicalClasses
    let expect: LexicalClasses
    let doubt: LexicalClasses
    let meal: LexicalClasses
    let talk: LexicalClasses
    let hold: LexicalClasses
    let travel: LexicalClasses
    let postpone: LexicalClasses
    let cancel: LexicalClasses
    let refuse: LexicalClasses
    let schedule: LexicalClasses
    let propose: LexicalClasses
    let possible: LexicalClasses
    let accept: LexicalClasses
    let intend: LexicalClasses
    let withdraw: LexicalClasses
    let stop: LexicalClasses
    let absent: LexicalClasses
    let doubting: LexicalClasses
    let reflexiveOnly: LexicalClasses
    let reach: LexicalClasses
    let lack: LexicalClasses
    let plan: LexicalClasses
    let can: LexicalClasses
    let must: LexicalClasses
    let manage: LexicalClasses
    let hedge: LexicalClasses
    let again: LexicalClasses
    let earlier: LexicalClasses
    let next: LexicalClasses
    let lightObject: LexicalClasses
    let excluded: LexicalClasses
    let round: LexicalClasses
    let person: LexicalClasses
    let title: LexicalClasses
    let body: LexicalClasses
    let sport: LexicalClasses
    let attend: LexicalClasses
    let lead: LexicalClasses
    let collective: LexicalClasses
    let apart: LexicalClasses
    let speech: LexicalClasses
    /// Phrase classes.
    let phraseCall: LexicalClasses
    let phraseBefore: LexicalClasses
    let phraseAfter: LexicalClasses
    let phraseDuring: LexicalClasses
    let phraseStays: LexicalClasses
    let phraseHost: LexicalClasses
    let phraseAttended: LexicalClasses
    let phraseMediated: LexicalClasses
    let phraseNow: LexicalClasses
    let remain: LexicalClasses
    let ofThree: LexicalClasses
    let cues: LexicalClasses
    /// Phrases that say nothing of the parties: „на върха“, „по телефона“.
    let skipped: LexicalClasses
    /// Kinds in the order in which a word that has several is read.
    let kinds: [(classes: LexicalClasses, kind: Meeting.Kind)]
    let words: FunctionWords
    let phraseDoubt: LexicalClasses
    let phraseAsPlanned: LexicalClasses
    let phraseNewDay: LexicalClasses

    /// Looks the classes up in a pack's lexicon.
    init(lexicon: Lexicon, words: FunctionWords) throws {
        func named(_ name: String) throws -> LexicalClasses { try lexicon.lexicalClass(name) }
        self.words = words
        noun = try named("meeting.noun")
        verb = try named("meeting.verb")
        weak = try named("meeting.weak")
        mutual = try named("frame.mutual")
        with = try named("frame.with")
        host = try named("frame.host")
        visit = try named("frame.visit")
        discuss = try named("frame.discuss")
        invitation = try named("invitation")
        guest = try named("guest")
        leader = try named("leader")
        invite = try named("status.invite")
        gather = try named("frame.gather")
        convene = try named("frame.convene")
        dative = try named("frame.dative")
        happen = try named("happen")
        happenEnd = try named("happen.end")
        continuing = try named("verb.phase.continue")
        ending = try named("verb.phase.end")
        going = try named("happen.going")
        hold = try named("hold")
        begin = try named("happen.begin")
        expect = try named("status.expect")
        doubt = try named("hedge.doubt")
        meal = try named("meal")
        talk = try named("talk")
        travel = try named("travel")
        postpone = try named("status.postpone")
        cancel = try named("status.cancel")
        refuse = try named("status.refuse")
        schedule = try named("status.schedule")
        propose = try named("status.propose")
        possible = try named("status.possible")
        accept = try named("status.accept")
        intend = try named("status.intend")
        withdraw = try named("status.withdraw")
        stop = try named("status.stop")
        absent = try named("status.absent")
        doubting = try named("status.doubt")
        reflexiveOnly = try named("status.reflexive")
        reach = try named("status.reach")
        lack = try named("verb.lack")
        plan = try named("status.plan")
        can = try named("verb.modal.can")
        must = try named("verb.modal.must")
        manage = try named("verb.modal.manage")
        hedge = try named("hedge")
        again = try named("again")
        earlier = try named("earlier.attribute")
        next = try named("next.attribute")
        lightObject = try named("light.object")
        excluded = try named("exclude.attribute")
        round = try named("round")
        person = try named("person").union(named("guest")).union(named("counterpart"))
        title = try named("title").union(named("honorific"))
        body = try named("org.head").union(named("org.body"))
        sport = try named("sport")
        lead = try named("lead")
        collective = try named("collective")
        attend = try named("attend")
        apart = try named("apart")
        speech = try named("speech")
        phraseCall = try named("medium.call")
        phraseAttended = try named("attended.by")
        phraseMediated = try named("mediated.by")
        phraseNow = try named("status.now")
        remain = try named("remain")
        ofThree = try named("of.three")
        phraseBefore = try named("relation.before")
        phraseAfter = try named("relation.after")
        phraseDuring = try named("relation.during")
        phraseStays = try named("status.stays")
        phraseNewDay = try named("new.day")
        phraseAsPlanned = try named("as.planned")
        phraseDoubt = try named("plan.doubt")
        phraseHost = try named("host.noun")
        cues = postpone.union(cancel).union(refuse).union(schedule).union(propose).union(possible).union(doubting)
        skipped = phraseCall.union(try named("face.to.face")).union(try named("kind.summit"))
        kinds = [
            (try named("kind.call"), .call), (try named("kind.summit"), .summit), (try named("kind.session"), .session),
            (try named("kind.talks"), .talks), (try named("kind.visit"), .visit),
            (try named("kind.conference"), .conference),
            (try named("kind.meeting"), .meeting),
        ]
    }

    /// The kind that a set of classes names.
    func kind(of classes: LexicalClasses) -> Meeting.Kind? {
        kinds.first { $0.classes.intersects(classes) }?.kind
    }
}
