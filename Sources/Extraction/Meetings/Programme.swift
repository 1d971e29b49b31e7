import Chronicle

/// The days of occasions that name none, from the programme that they are part of: a dinner is on the day of the visit.
struct Programme {
    let context: MeetingContext

    /// How many sentences behind one with a day an occasion of its programme may be told of.
    static let sentencesMax = 6
    /// Within how many days of publication the past is one programme; what lies farther back is told as background.
    static let pastDaysMax = 3

    /// What `--explain` tells of.
    static let rules = [
        ListedRule(
            name: "claim.same-programme",
            examples: [
                "Румен Радев ще посети Анкара [на 20 юни]. Ердоган ще даде вечеря за него."
                    => "of the meeting"
            ])
    ]

    /// Gives each occasion without a time that of the nearest one before it which shares its people and is as far on.
    func date(_ clusters: inout [MeetingCluster], trace: inout Trace?) {
        for index in clusters.indices where clusters[index].time == nil && isOpen(clusters[index]) {
            guard let first = clusters[index].mentions.first?.sentence else { continue }
            let leading = clusters.indices.filter { other in
                other != index && leads(clusters[other], clusters[index], from: first)
            }.max { last($0, before: first, clusters) < last($1, before: first, clusters) }
            guard let leading, let time = clusters[leading].time else { continue }
            clusters[index].time = time
            clusters[index].mentions[0].rules.append(Self.rules[0].name)
            trace?.note(
                stage: MeetingStage.name, rule: "\(Self.rules[0].name)", tokens: context.times[time].tokens,
                "of the \(clusters[index].kind)")
        }
    }

    /// „последната им среща“, „нова среща“, what nobody has agreed on: of another day than what is told of.
    private func isOpen(_ cluster: MeetingCluster) -> Bool {
        guard let phase = cluster.phase else { return false }
        let isIdea = cluster.mentions.allSatisfy { $0.evidence.first?.status == .proposed }
        return !cluster.isEarlier && !cluster.isAnother && !(phase == .ahead && isIdea)
    }

    private func leads(_ leading: MeetingCluster, _ cluster: MeetingCluster, from sentence: Int) -> Bool {
        guard let time = leading.time, case let expression = context.times[time], let start = expression.start,
            expression.kind == .point, expression.precision <= .day, expression.precision != .minute,
            expression.precision != .hour, let phase = leading.phase, let own = cluster.phase
        else { return false }
        let isPast = phase == .past || phase == .underWay
        guard isPast == (own == .past || own == .underWay), !leading.isEarlier else { return false }
        if isPast, let published = context.published, start.date < published.date - Self.pastDaysMax { return false }
        let isNear = leading.mentions.contains {
            sentence >= $0.sentence && sentence - $0.sentence <= Self.sentencesMax
        }
        // „в рамките на визитата X се срещна с Y“
        let isWithin = leading.mentions.contains { $0.sentence == sentence }
        return isNear && (isWithin || cluster.isMeal || leading.actors.contains(where: cluster.actors.contains))
    }

    /// The last sentence up to one in which an occasion is told of.
    private func last(_ index: Int, before sentence: Int, _ clusters: [MeetingCluster]) -> Int {
        clusters[index].mentions.lazy.map(\.sentence).filter { $0 <= sentence }.max() ?? -1
    }
}
