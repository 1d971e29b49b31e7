import Extraction
import Language

/// Trains on some articles of the corpus, the way the shipped model is made.
///
/// An article is learnt from twice: with all knowledge, and without the names that only its own topic has; so the model
/// learns what to do where nothing is known. For the second pass the first is done by a model that has not seen the topic.
struct TaggerTraining {
    let corpus: GoldCorpus
    let pack: LanguagePack
    let knowledge: KnowledgeBase
    /// For each topic the knowledge without what is peculiar to it.
    let thinned: [String: KnowledgeBase]
    private let trainer: TaggerTrainer
    /// How often the model's training goes over the articles.
    var passes: Int { trainer.epochs * trainer.courses }
    /// Gold names that do not lie on the bounds of tokens, of which nothing is learnt.
    let misaligned: Int
    private let variants: [Variant: [Int]]

    /// With which knowledge the articles were read.
    private enum Variant: Hashable {
        case all
        case thinned(String)
    }

    /// Reads the articles, with each knowledge that they will be learnt with.
    init(corpus: GoldCorpus, pack: LanguagePack, knowledge: KnowledgeBase, epochs: Int) throws {
        self.corpus = corpus
        self.pack = pack
        self.knowledge = knowledge
        let peculiar = try PeculiarNames(corpus: corpus, pack: pack, knowledge: knowledge)
        var thinned: [String: KnowledgeBase] = [:]
        for topic in corpus.topics { thinned[topic] = knowledge.without(peculiar.entries(of: topic)) }
        self.thinned = thinned
        var examples = TrainingExamples(lexicon: pack.lexicon)
        var variants: [Variant: [Int]] = [:]
        let full = TrainingMaterial(pack: pack, knowledge: knowledge, corpus: corpus)
        (variants[.all], misaligned) = try full.append(corpus.documents.indices, to: &examples)
        for (topic, known) in thinned.sorted(by: { $0.key < $1.key }) {
            let poor = TrainingMaterial(pack: pack, knowledge: known, corpus: corpus)
            variants[.thinned(topic)] = try poor.append(corpus.documents.indices, to: &examples).numbers
        }
        self.variants = variants
        var trainer = TaggerTrainer(examples)
        trainer.epochs = epochs
        self.trainer = trainer
    }

    /// The weights learnt from some articles.
    ///
    /// - Parameter left: A topic whose peculiar names may not be known; nil: everything is.
    func weights(
        _ indexes: [Int], withoutNamesOf left: String? = nil, progress: (Int, Double) -> Void = { _, _ in }
    ) -> TaggerWeights {
        var numbers: [Int] = []
        var groups: [Int] = []
        let topics = corpus.topics
        for index in indexes {
            let topic = corpus.documents[index].topic
            for variant in [left.map { Variant.thinned($0) } ?? .all, .thinned(topic)] {
                guard let number = variants[variant]?[index] else { continue }
                numbers.append(number)
                groups.append(topics.firstIndex(of: topic) ?? 0)
            }
        }
        return trainer.weights(of: numbers, groups: groups, progress: progress)
    }
}

/// The names of the knowledge base that the articles of one topic alone have.
///
/// They stand for what is unknown in an unknown topic. Countries and their capitals are known everywhere.
struct PeculiarNames {
    private var topics: [Int32: Set<String>] = [:]

    init(corpus: GoldCorpus, pack: LanguagePack, knowledge: KnowledgeBase) throws {
        let reader = try EntityReader(
            resources: ExtractionResources(pack: pack, knowledge: knowledge, taggerModel: nil))
        let capitals = Set(knowledge.entries.filter { $0.type == .country }.compactMap(\.seat))
        for document in corpus.documents {
            for entry in reader.entries(document.text)
            where knowledge[entry].type != .country && !capitals.contains(entry) {
                topics[entry, default: []].insert(document.topic)
            }
        }
    }

    /// Entries that only this topic has.
    func entries(of topic: String) -> Set<Int32> { Set(topics.filter { $0.value == [topic] }.keys) }
}
