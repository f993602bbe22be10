internal import Access

/// Who is in which group, by every way: in the group, through a team, on the person.
struct Memberships: Sendable {
  private let people: DeclaredPeople
  private let presences: Presences
  let teams: [String: TeamDeclaration]
  /// The entries of people's `groups:`, by group.
  private var saidOnPeople: [String: [DesiredMembership]] = [:]

  init(_ catalogue: Catalogue, _ presences: Presences) {
    people = catalogue.people
    self.presences = presences
    teams = catalogue.teams
    for place in people.places where !people.all[place].groups.isEmpty {
      let person = people.all[place]
      for entry in person.groups {
        saidOnPeople[entry.group, default: []].append(
          DesiredMembership(
            person.email, until: entry.details.until, reason: entry.details.reason, at: entry.details.at))
      }
    }
  }

  /// Sorted by person, each once, the departed and those who do not belong to the workspace left out.
  func members(of group: GroupDeclaration, written: [MemberEntry]) -> [DesiredMembership] {
    let all = admitted(written) + (saidOnPeople[group.name] ?? []).compactMap(admitted)
    var chosen: [DesiredMembership] = []
    chosen.reserveCapacity(all.count)
    // Places are sorted and not the memberships: moving those about costs more than comparing them.
    for place in all.indices.sorted(by: { all[$0].person < all[$1].person }) {
      if let last = chosen.last, last.person == all[place].person {
        chosen[chosen.count - 1] = Ways.joined(last, all[place])
      } else {
        chosen.append(all[place])
      }
    }
    return chosen
  }

  /// The memberships that a list's entries come to, in their order.
  private func admitted(_ entries: [MemberEntry]) -> [DesiredMembership] {
    var all: [DesiredMembership] = []
    all.reserveCapacity(entries.count)
    for entry in entries {
      switch entry.target {
      case .person(let email):
        let details = entry.details
        let way = DesiredMembership(email, until: details.until, reason: details.reason, at: details.at)
        if let way = admitted(way) { all.append(way) }
      case .team(let name): all += ways(by: name, entry.details)
      }
    }
    return all
  }

  private func ways(by team: String, _ details: EntryDetails) -> [DesiredMembership] {
    (teams[team].map { admitted($0.members) } ?? []).map { way in
      var way = way
      way.until = Ways.earlier(details.until, way.until)
      way.reason = details.reason ?? way.reason
      way.team = team
      way.teamEntry = way.at
      way.at = details.at
      return way
    }
  }

  /// A person who ends takes their memberships along: each ends with them at the latest, so that whoever judges ends by
  /// the clock judges these too.
  private func admitted(_ way: DesiredMembership) -> DesiredMembership? {
    guard let place = people.place(of: way.person), presences.isDeclared(place) else { return nil }
    var way = way
    way.person = people.all[place].email
    way.until = Ways.earlier(way.until, people.all[place].until)
    return way
  }

  /// A team's people as of now: neither the departed nor those whose time is over.
  func people(of team: TeamDeclaration, at now: Moment) -> [Email] {
    let ways = admitted(team.members)
    return Set(ways.filter { $0.until?.hasEnded(at: now) != true }.map(\.person)).sorted()
  }
}
