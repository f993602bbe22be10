internal import Access
internal import YAML

extension EditSteps {
  /// Said where the person's other memberships are said: on the person if they have `groups:`, else in the group.
  func adding(_ email: Email, to name: String) throws(NotMade) -> [EditStep] {
    let group = try group(name)
    let person = try declared(email)
    if let place = person.keys[.groups], let list = try? groupsList(place) {
      return [EditStep(file: place.file, action: .addItem(.name(group.name), to: list))]
    }
    switch group.members {
    case .written(_, let place)? where !group.isIncluded:
      return [try addItem(.name(person.email.written), toListAt: place)]
    case .unmanaged(let place)?: throw NotMade("the identity provider owns the members of \(name)", at: place)
    case .written?, nil: return [try addKey("groups", .list([.name(group.name)]), to: try ownPerson(email))]
    }
  }

  func removing(_ email: Email, from name: String) throws(NotMade) -> [EditStep] {
    let group = try group(name)
    var entries = (index.inGroups[email] ?? []).filter { $0.place == group.name }.map(\.entry)
    for (team, entry) in index.teamsOfGroup[group.name] ?? [] { entries += try members(email, of: team, for: entry) }
    var steps = try removing(entries)
    for person in index.people[email] ?? [] {
      for entry in person.groups where entry.group == name {
        try spare(entry.details)
        steps.append(try removeItem(at: entry.details.at))
      }
    }
    guard !steps.isEmpty else { throw NotMade("the policy does not put them there", at: group.at) }
    return steps
  }

  /// Where a team names somebody who is to leave the one group that has it.
  private func members(_ email: Email, of team: String, for entry: MemberEntry) throws(NotMade) -> [MemberEntry] {
    let members = (index.inTeams[email] ?? []).filter { $0.place == team }.map(\.entry)
    let others = (index.usesOfTeam[team] ?? 0) - 1
    guard members.isEmpty || others == 0 else {
      throw NotMade("they are there through team/\(team), which \(Self.others(others))", at: entry.details.at)
    }
    return members
  }

  /// Entries of people, each spared if it says why it is there.
  func removing(_ entries: [MemberEntry]) throws(NotMade) -> [EditStep] {
    var steps: [EditStep] = []
    for entry in entries {
      try spare(entry.details)
      steps.append(try removeItem(at: entry.details.at))
    }
    return steps
  }

  private func groupsList(_ place: Place) throws(NotMade) -> Holder {
    try entry(at: place).value
  }
}
