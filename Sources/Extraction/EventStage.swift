import Chronicle
import Language

/// Turns what the stages found into the batch of events: actors, meetings, statements, affiliations, and the event
/// that closes it.
///
/// How many events there are and how long each can be is bounded by ``ExtractionLimits``.
///
/// The time that extraction took is left at zero: who measures it fills it in.
struct EventStage {
    let article: Article
    let sequence: UInt64
    /// Version of the extractor.
    let extractor: String
    let language: String
    let document: Document

    func events() -> [EventContent] {
        let actors = document.actors.indices.prefix(ExtractionLimits.actorsMax).compactMap(actorMentioned)
        let meetings = document.meetings.prefix(ExtractionLimits.meetingsMax).map(meetingReported)
        let statements = document.statements.prefix(ExtractionLimits.statementsMax).map(statementReported)
        let affiliations = document.affiliations.prefix(ExtractionLimits.affiliationsMax).map(affiliationReported)
        var closing = ArticleExtracted()
        closing.actors = UInt32(actors.count)
        closing.mentions = UInt32(actors.reduce(0) { $0 + $1.mentions.count })
        closing.meetings = UInt32(meetings.count)
        closing.statements = UInt32(statements.count)
        closing.affiliations = UInt32(affiliations.count)
        closing.language = language
        closing.truncated =
            document.text.utf8.count < article.text.utf8.count
            || document.actors.count > ExtractionLimits.actorsMax
            || document.meetings.count > ExtractionLimits.meetingsMax
            || document.statements.count > ExtractionLimits.statementsMax
            || document.affiliations.count > ExtractionLimits.affiliationsMax
        return actors.map { content(.actorMentioned($0)) } + meetings.map { content(.meetingReported($0)) }
            + statements.map { content(.statementReported($0)) }
            + affiliations.map { content(.affiliationReported($0)) } + [content(.articleExtracted(closing))]
    }

    private func content(_ payload: EventContent.OneOf_Payload) -> EventContent {
        EventContent(article: article.id, articleSequence: sequence, extractor: extractor, payload)
    }

    // MARK: Events

    private func actorMentioned(_ index: Int) -> ActorMentioned? {
        let found = document.actors[index]
        guard
            let first = found.mentions.map({ document.mentions[$0] }).min(by: {
                $0.tokens.lowerBound < $1.tokens.lowerBound
            })
        else { return nil }
        var event = ActorMentioned()
        event.actor = found.actor
        event.role = found.role
        event.mentions = document.mentionSpans(ofActor: index, max: ExtractionLimits.actorMentionsMax)
        event.evidence = evidence(
            sentence: document.sentence(at: first.tokens.lowerBound), triggers: [first.tokens],
            rules: [first.rule, first.linkedBy].compactMap(\.self).map { "\($0)" })
        return event
    }

    private func meetingReported(_ claim: MeetingClaim) -> MeetingReported {
        var event = MeetingReported()
        event.kind = claim.kind
        event.status = claim.status
        event.certainty = claim.certainty
        event.participants = claim.participants.prefix(ExtractionLimits.participantsMax).map(participant)
        if let time = claim.time { event.time = timeReference(time) }
        if let place = claim.place { event.place = placeReference(place) }
        event.topic = passage(claim.topic)
        event.outcome = passage(claim.outcome)
        if let source = claim.source { event.source = claimSource(source) }
        event.evidence = evidence(sentence: claim.sentence, triggers: claim.triggers, rules: claim.rules)
        event.earlier = claim.earlier.prefix(ExtractionLimits.meetingPartsMax).map(earlierClaim)
        return event
    }

    private func earlierClaim(_ claim: MeetingClaim.Earlier) -> EarlierClaim {
        var earlier = EarlierClaim()
        earlier.status = claim.status
        earlier.certainty = claim.certainty
        if let source = claim.source { earlier.source = claimSource(source) }
        if let said = claim.said { earlier.said = timeReference(said) }
        if let time = claim.time { earlier.time = timeReference(time) }
        earlier.evidence = evidence(sentence: claim.sentence, triggers: claim.triggers, rules: claim.rules)
        return earlier
    }

    private func statementReported(_ statement: Statement) -> StatementReported {
        var event = StatementReported()
        event.speaker = claimSource(statement.speaker)
        event.speakerMentions = document.spans(of: statement.speaker)
        event.cue = document.words(statement.cue)
        event.cueSpan = document.span(statement.cue)
        event.mode = statement.mode
        event.content = passage(statement.content)
        if !statement.content.isEmpty { event.contentSpan = document.span(statement.content) }
        if let addressee = statement.addressee { event.addressee = actorReference(addressee) }
        event.about = statement.about.map(actorReference)
        event.evidence = evidence(
            sentence: statement.sentence, triggers: [statement.cue], rules: ["\(statement.rule)"])
        return event
    }

    private func affiliationReported(_ affiliation: Affiliation) -> AffiliationReported {
        var event = AffiliationReported()
        event.person = actorReference(affiliation.person)
        event.office = affiliation.office
        if let organisation = affiliation.organisation { event.organisation = actorReference(organisation) }
        if let country = affiliation.country { event.country = actorReference(country) }
        event.standing = affiliation.standing
        event.asOf = document.published.map { "\($0.date)" } ?? ""
        if let term = affiliation.term { event.term = timeReference(term) }
        event.evidence = evidence(
            sentence: affiliation.sentence, triggers: [affiliation.tokens], rules: ["\(affiliation.rule)"])
        return event
    }

    // MARK: Parts

    private func participant(_ found: MeetingClaim.Participant) -> Participant {
        var participant = Participant()
        participant.actor = actor(found.actor, found.tokens)
        participant.role = found.role
        participant.mentions = document.spans(ofActor: found.actor, orTokens: found.tokens)
        return participant
    }

    /// The actor, or for a party without a name its description.
    private func actor(_ index: Int?, _ tokens: Range<Int>) -> Actor {
        if let index { return document.actors[index].actor }
        var actor = Actor()
        actor.name = description(tokens)
        actor.type = .group
        return actor
    }

    private func actorReference(_ index: Int) -> ActorReference {
        var reference = ActorReference()
        reference.actor = document.actors[index].actor
        reference.mentions = document.mentionSpans(ofActor: index)
        return reference
    }

    private func claimSource(_ found: Source) -> ClaimSource {
        var source = ClaimSource()
        if let actor = found.actor { source.actor = document.actors[actor].actor }
        if !found.tokens.isEmpty {
            source.text = description(found.tokens)
            source.span = document.span(found.tokens)
        }
        if let medium = found.medium { source.medium = document.actors[medium].actor }
        return source
    }

    private func timeReference(_ index: Int) -> TimeReference {
        let time = document.times[index]
        var reference = TimeReference()
        reference.text = description(time.tokens)
        if !time.tokens.isEmpty { reference.span = document.span(time.tokens) }
        reference.start = time.start.map { time.written($0) } ?? ""
        reference.end = time.end.map { time.written($0) } ?? ""
        reference.precision = time.precision
        return reference
    }

    private func timeReference(_ term: OfficeTerm) -> TimeReference {
        var reference = timeReference(term.time)
        if !term.tellsBeginning { reference.start = "" }
        if !term.tellsEnd { reference.end = "" }
        return reference
    }

    private func placeReference(_ index: Int) -> PlaceReference {
        let mention = document.mentions[index]
        var reference = PlaceReference()
        if let actor = mention.actors.first {
            reference.place = document.actors[actor].actor
        } else {
            reference.place.name = description(mention.tokens)
            reference.place.type = .place
        }
        reference.span = document.span(mention.tokens)
        return reference
    }

    private func evidence(sentence: Int?, triggers: [Range<Int>], rules: [String]) -> Evidence {
        var evidence = Evidence()
        if let sentence, document.sentences.indices.contains(sentence) {
            let tokens = document.sentences[sentence].tokens
            evidence.sentence = document.span(tokens)
            let center = triggers.first { tokens.overlaps($0) }
            evidence.text = document.words(
                tokens, codePointsMax: ExtractionLimits.evidenceCodePointsMax, around: center)
        }
        evidence.triggers = triggers.prefix(ExtractionLimits.meetingPartsMax).map(document.span)
        evidence.rules = Array(rules.prefix(ExtractionLimits.meetingPartsMax))
        return evidence
    }

    /// What is said, or what a meeting is about.
    private func passage(_ tokens: Range<Int>) -> String {
        document.words(tokens, codePointsMax: ExtractionLimits.passageCodePointsMax)
    }

    /// Words in the place of a name.
    private func description(_ tokens: Range<Int>) -> String {
        document.words(tokens, codePointsMax: ExtractionLimits.descriptionCodePointsMax)
    }
}
