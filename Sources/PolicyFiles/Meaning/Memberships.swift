internal import Access

/// Who is in which group, by every way: in the group, through a team, on the person.
struct Memberships {
  let people: [Email: DesiredPerson]
  let teams: [String: TeamDeclaration]
  /// The entries of people's `groups:`, by group.
  private var saidOnPeople: [String: [DesiredMembership]] = [:]

  init(people: [Email: DesiredPerson], catalogue: Catalogue) {
    self.people = people
    teams = catalogue.teams
    for person in catalogue.people.values {
      for entry in person.groups {
        saidOnPeople[entry.group, default: []].append(
          DesiredMembership(
            person.email, until: entry.details.until, reason: entry.details.reason, at: entry.details.at))
      }
    }
  }

  /// Sorted by person, each once, the departed and those who do not belong to the workspace left out.
  func members(of group: GroupDeclaration, written: [MemberEntry]) -> [DesiredMembership] {
    var chosen: [Email: DesiredMembership] = [:]
    for way in written.flatMap(ways) + (saidOnPeople[group.name] ?? []) {
      guard let way = admitted(way) else { continue }
      chosen[way.person] = chosen[way.person].map { Ways.joined($0, way) } ?? way
    }
    return chosen.values.sorted { $0.person < $1.person }
  }

  private func ways(_ entry: MemberEntry) -> [DesiredMembership] {
    switch entry.target {
    case .person(let email):
      return [
        DesiredMembership(email, until: entry.details.until, reason: entry.details.reason, at: entry.details.at)
      ]
    case .team(let name):
      return (teams[name]?.members ?? []).flatMap(ways).map { way in
        var way = way
        way.until = Ways.earlier(entry.details.until, way.until)
        way.reason = entry.details.reason ?? way.reason
        way.team = name
        way.teamEntry = way.at
        way.at = entry.details.at
        return way
      }
    }
  }

  /// A person who ends takes their memberships along: each ends with them at the latest, so that whoever judges ends by
  /// the clock judges these too.
  private func admitted(_ way: DesiredMembership) -> DesiredMembership? {
    guard let person = people[way.person], person.presence == .declared else { return nil }
    var way = way
    way.person = person.email
    way.until = Ways.earlier(way.until, person.until)
    return way
  }

  /// A team's people as of now: neither the departed nor those whose time is over.
  func people(of team: TeamDeclaration, at now: Moment) -> [Email] {
    let ways = team.members.flatMap(ways).compactMap(admitted)
    return Set(ways.filter { $0.until?.hasEnded(at: now) != true }.map(\.person)).sorted()
  }
}
