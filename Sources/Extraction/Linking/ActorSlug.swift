import Chronicle
import Foundation

/// Ids for actors that the knowledge base does not have: `person/ivan-ivanov`, the same for a name in every article.
enum ActorSlug {
    /// The official transliteration of Bulgarian (Transliteration Act, 2009), with the letters of neighbours.
    private static let latin: [Unicode.Scalar: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "ѝ": "i", "ё": "yo",
        "ы": "y", "э": "e", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
        "ђ": "dj", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz",
    ]

    /// The id of a name of some type.
    static func id(_ type: ActorType, _ name: String) -> String { "\(type)/\(slug(name))" }

    /// Lower-case Latin letters and digits, everything between them one hyphen.
    static func slug(_ name: String) -> String {
        var slug = ""
        var pendingHyphen = false
        for word in name.lowercased().split(separator: " ") {
            pendingHyphen = !slug.isEmpty
            let scalars = Array(word.unicodeScalars)
            for (index, scalar) in scalars.enumerated() {
                // „ия“ at the end of a word is „ia“.
                let isFinalIa = scalar == "я" && index == scalars.count - 1 && index > 0 && scalars[index - 1] == "и"
                let letters = isFinalIa ? "a" : latin[scalar] ?? (isPlain(scalar) ? String(scalar) : folded(scalar))
                guard !letters.isEmpty else {
                    pendingHyphen = !slug.isEmpty
                    continue
                }
                if pendingHyphen { slug += "-" }
                pendingHyphen = false
                slug += letters
            }
        }
        return slug.isEmpty ? "unnamed" : slug
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    /// A Latin letter without its marks; a letter of another script by its number, so that ids stay apart.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        guard scalar.properties.isAlphabetic else { return "" }
        let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
        return isPlain(base) ? String(base) : String(scalar.value, radix: 16)
    }
}
