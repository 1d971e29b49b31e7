import Language

/// „Световната здравна организация (СЗО)“: the abbreviation belongs to the name.
enum AbbreviationInBrackets {
    /// The abbreviation inside the brackets that end a name, or inside those right behind it.
    static func form(of name: Range<Int>, _ tokens: [Token]) -> FormKey? {
        let isInside = tokens[name.upperBound - 1].form == EntityWork.closeBracket
        let open = isInside ? name.upperBound - 3 : name.upperBound
        guard open > name.lowerBound, open + 2 < tokens.count, tokens[open].form == EntityWork.openBracket,
            tokens[open + 2].form == EntityWork.closeBracket
        else { return nil }
        let shape = tokens[open + 1].shape
        return shape == .upper || shape == .mixed ? tokens[open + 1].form : nil
    }

    /// The end of the name with the abbreviation behind it.
    static func end(after name: Range<Int>, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        let open = name.upperBound
        guard name.count > 1, open + 2 < sentence.upperBound, work.tokens[open].form == EntityWork.openBracket,
            work.tokens[open + 2].form == EntityWork.closeBracket, work.isFree(open + 1)
        else { return nil }
        let shape = work.tokens[open + 1].shape
        return shape == .upper || shape == .mixed ? open + 3 : nil
    }
}

/// „Nord Stream 2 AG“: a Latin name goes on with its number and further Latin words.
enum LatinTail {
    static func end(after name: Range<Int>, in sentence: Range<Int>, _ work: EntityWork) -> Int? {
        var end = name.upperBound
        while end < sentence.upperBound, work.isFree(end), work.tokens[end].spaceBefore,
            work.tokens[end].kind == .number && work.tokens[end].bytes.count == 1
                || work.isCapital(end) && work.isLatin(end)
        {
            end += 1
        }
        return end > name.upperBound ? end : nil
    }
}
