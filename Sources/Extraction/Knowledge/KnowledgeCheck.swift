import Chronicle

extension KnowledgeBase {
    /// Sorts of offices that several people may hold at a time.
    static let sharedKinds: Set<String> = ["special-envoy", "deputy-spokesperson", "presidential-adviser"]

    /// What is inconsistent in the files that were loaded, a sentence each; empty where all is well.
    ///
    /// What a row alone shows stops the loading: an id that is none, that stands twice or that nothing has. Here is what
    /// can only be seen in the whole.
    public func check() -> [String] {
        checkNames() + checkNamesakes() + checkOfficeNames() + checkTenures()
    }

    /// What has no name is found in no text.
    private func checkNames() -> [String] {
        entries.filter { !$0.isNamed }.map { "\($0.id), “\($0.name)”, has no row in the names: add one" }
    }

    /// A name that two have in common says of neither that it is meant.
    private func checkNamesakes() -> [String] {
        struct Name: Hashable {
            var type: ActorType
            var text: String
        }
        var first: [Name: Entry] = [:]
        return entries.filter(\.isNamed).compactMap { entry in
            let name = Name(type: entry.type, text: entry.name.lowercased())
            guard let namesake = first.updateValue(entry, forKey: name) else { return nil }
            return "\(namesake.id) and \(entry.id) are both called “\(entry.name)”: "
                + "make them one, or put into one name what tells them apart"
        }
    }

    private func checkOfficeNames() -> [String] {
        officeKinds.indices.map { OfficeKind(index: Int16($0)) }.filter { officeNames[$0] == nil }.map {
            "\(name(of: $0)) has no row in the names of offices: add one"
        }
    }

    private func checkTenures() -> [String] {
        zip(tenures, tenures.dropFirst()).compactMap { earlier, later in
            guard earlier.office == later.office, !Self.sharedKinds.contains(name(of: earlier.office.kind)),
                earlier.to.map({ later.from < $0 }) ?? true
            else { return nil }
            return "\(self[earlier.person].name) and \(self[later.person].name) hold "
                + "\(name(of: earlier.office.kind))/\(self[earlier.office.of].id) at the same time: correct their dates"
        }
    }
}
