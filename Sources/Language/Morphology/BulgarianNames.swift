/// First names: the base form, and the form by which somebody is addressed.
extension BulgarianForms {
    /// „Иван“ → „Иване“, „Петър“ → „Петре“, „Николай“ → „Николае“; names that end in a vowel have none.
    func masculineName(_ lemma: Word) {
        add(lemma, .name)
        if lemma.ends("ър") {
            add(lemma.dropping(2), "ре", .name)
        } else if lemma.ends("й") {
            add(lemma.dropping(1), "е", .name)
        } else if !lemma.ends("а", "я", "о", "е", "и", "у", "ю", "ъ", "к", "г", "х", "ц") {
            add(lemma, "е", .name)
        }
    }

    /// „Радка“ → „Радке“, „Елена“ → „Елено“.
    func feminineName(_ lemma: Word) {
        add(lemma, .name)
        if lemma.ends("ка") {
            add(lemma.dropping(1), "е", .name)
        } else if lemma.ends("а") {
            add(lemma.dropping(1), "о", .name)
        }
    }
}
