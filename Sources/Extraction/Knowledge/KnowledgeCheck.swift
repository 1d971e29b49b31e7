import Chronicle

extension KnowledgeBase {
    /// Sorts of offices that several people may hold at a time.
    private static let sharedKinds: Set<String> = ["special-envoy", "deputy-spokesperson", "presidential-adviser"]

    /// What is inconsistent in the files that were loaded, a sentence each; empty where all is well.
    ///
    /// Unknown references and double ids stop the loading itself; here is what can only be seen in the whole.
    public func check() -> [String] {
        entries.flatMap(checkID) + checkTenures()
    }

    private func checkID(_ entry: Entry) -> [String] {
        let isItem = entry.id.first == "Q" && entry.id.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        let prefix = "\(entry.type)/"
        let slug = entry.id.dropFirst(prefix.count)
        let isSlug =
            entry.id.hasPrefix(prefix) && !slug.isEmpty
            && slug.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        return isItem || isSlug ? [] : ["\(entry.id) is neither a Wikidata id nor \(prefix) and a slug"]
    }

    private func checkTenures() -> [String] {
        var findings: [String] = []
        for (earlier, later) in zip(tenures, tenures.dropFirst()) where earlier.office == later.office {
            if Self.sharedKinds.contains(name(of: earlier.office.kind)) { continue }
            if let end = earlier.to, end <= later.from { continue }
            findings.append(
                "\(self[earlier.person].name) and \(self[later.person].name) hold "
                    + "\(name(of: earlier.office.kind))/\(self[earlier.office.of].id) at the same time")
        }
        for tenure in tenures {
            if let end = tenure.to, end <= tenure.from {
                findings.append("\(self[tenure.person].name) ends an office before it begins")
            }
        }
        return findings
    }
}
