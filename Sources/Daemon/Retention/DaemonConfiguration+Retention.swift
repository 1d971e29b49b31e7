extension DaemonConfiguration {
    /// What of the log is kept; nil where that is all of it.
    ///
    /// - Throws: ``ConfigurationError`` when ``retentionAge`` or ``retentionSize`` is none.
    public func retentionPolicy() throws(ConfigurationError) -> RetentionPolicy? {
        if retentionAge.isEmpty, retentionSize.isEmpty { return nil }
        let age = RetentionPolicy.age(retentionAge)
        let size = RetentionPolicy.size(retentionSize)
        if age == nil, !retentionAge.isEmpty {
            throw ConfigurationError(
                option: "log.retention-age",
                problem: "“\(retentionAge)” is no age; write days or hours such as 90d or 36h, or nothing to keep all")
        }
        if size == nil, !retentionSize.isEmpty {
            throw ConfigurationError(
                option: "log.retention-size",
                problem: "“\(retentionSize)” is no size; write 500MiB, 50GiB or 2TiB, or nothing to keep all")
        }
        return RetentionPolicy(ageMax: age, bytesMax: size)
    }
}
