import Extraction
import Logging

extension DaemonConfiguration {
    /// What reads the articles; nil where they are not read.
    ///
    /// Tells the log whose knowledge it reads with: the same article reports other things with other knowledge. The events
    /// say it by their extractor's version.
    ///
    /// - Throws: ``ConfigurationError`` where ``knowledge`` cannot be used, naming file and line.
    func makeExtractor(logger: Logger) throws -> Extractor? {
        guard extracts else { return nil }
        if knowledge.isEmpty { return try Extractor.bundled() }
        let own: OwnKnowledge
        let extractor: Extractor
        do {
            own = try OwnKnowledge(folder: knowledge)
            extractor = try Extractor.bundled(own: own)
        } catch {
            throw ConfigurationError(option: "extraction.knowledge", problem: "\(error)")
        }
        logger.notice(
            "Own knowledge is added to the product's",
            metadata: ["folder": "\(own.folder)", "rows": "\(own.rowCount)", "extractor": "\(extractor.version)"])
        for warning in extractor.knowledgeWarnings { logger.warning("Own knowledge: \(warning)") }
        return extractor
    }
}
