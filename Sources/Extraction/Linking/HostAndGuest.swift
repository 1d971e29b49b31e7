import Chronicle
import Language

/// „домакинът“, „госта“, „сръбския гост“: of those who were named, whose country the places are in, or who is from elsewhere.
enum HostAndGuest {
    /// How many of the persons named last can be meant.
    private static let personsMax = 6

    static func resolve(_ description: Description, isHost: Bool, _ work: LinkingWork) -> Int? {
        let before = work.persons(before: description.tokens.lowerBound).prefix(personsMax)
            .filter { work.table.agrees($0, description.gender) && work.table.facts[$0].country != nil }
        if let country = description.country {
            return before.first { work.table.facts[$0].country == country }
        }
        guard let home = work.countryOfPlaces(before: description.tokens.lowerBound) else { return nil }
        let hosts = before.filter { work.table.facts[$0].country == home }
        let guests = before.filter { work.table.facts[$0].country != home }
        // Host and guest hold the same office, if there are two who do.
        for host in hosts {
            for guest in guests
            where work.table.facts[host].kinds.contains(where: work.table.facts[guest].kinds.contains) {
                return isHost ? host : guest
            }
        }
        return hosts.isEmpty ? nil : isHost ? hosts[0] : guests.first
    }
}
