/// What bounds the work on one article and the size of what is written about it.
///
/// No news article comes near these limits; they are there so that a text made to hurt takes no longer, and fills no
/// more of the log, than a long one. What lies beyond a limit is left out in the order of the text, so that the same
/// article always gives the same events.
public enum ExtractionLimits {
    /// How much of an article is read, in code points from the start of its title: a hundred times a usual article.
    /// What stands behind is kept with the article, but nothing is extracted from it.
    public static let textCodePointsMax = 200_000
    /// A sentence with more tokens is cut into several, after a punctuation mark where there is one: rules may look
    /// through a whole sentence for each of its words.
    public static let sentenceTokensMax = 400
    /// A longer word, in bytes, is no word: it has no reading and is part of no name.
    public static let wordBytesMax = 256
    /// A longer name, in bytes, is a list or a slip of the text, and left out.
    public static let nameBytesMax = 1_024

    /// Actors of one article.
    public static let actorsMax = 2_000
    /// Meetings of one article.
    public static let meetingsMax = 200
    /// Participants of one meeting.
    public static let participantsMax = 64
    /// Earlier claims and trigger words of one meeting.
    public static let meetingPartsMax = 64
    /// Statements of one article.
    public static let statementsMax = 1_000
    /// Affiliations of one article.
    public static let affiliationsMax = 1_000

    /// Spans that `actor.mentioned` lists.
    public static let actorMentionsMax = 4_096
    /// Spans of an actor that any other event lists beside it; `actor.mentioned` has them all.
    public static let referenceMentionsMax = 64
    /// Code points of a sentence that its evidence repeats, around the triggers, with „…“ where it is cut. The span
    /// stays that of the whole sentence.
    public static let evidenceCodePointsMax = 1_000
    /// Code points of what is said, and of a meeting's topic and outcome, that an event repeats. The span stays that of
    /// the whole.
    public static let passageCodePointsMax = 4_000
    /// Code points of a description that stands for a name.
    public static let descriptionCodePointsMax = 256
}
