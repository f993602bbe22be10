internal import Access
internal import YAML

extension EditSteps {
  /// Said where the person's other memberships are said: on the person if they have `groups:`, else in the group. A
  /// preferred file decides where both are there.
  func adding(_ email: Email, to name: String, _ terms: PolicyEdit.Terms = .init()) throws(NotMade) -> [EditStep] {
    let group = try group(name)
    let person = try declared(email)
    if case .unmanaged(let place)? = group.members {
      throw NotMade("the identity provider owns the members of \(name)", at: place)
    }
    let (onPerson, inGroup) = (person.groupsPlace(in: self), group.membersPlace)
    switch (onPerson, inGroup) {
    case (let place?, let other) where other?.file != preferred || place.file == preferred || preferred == nil:
      let entry = NewNode.entry("group", group.name, terms.pairs)
      return [EditStep(file: place.file, action: .addItem(entry, to: try self.entry(at: place).value))]
    case (_, let place?):
      return [try addItem(.entry("person", person.email.written, terms.pairs), toListAt: place)]
    case (_, nil):
      let list = NewNode.list([.entry("group", group.name, terms.pairs)])
      return [try addKey("groups", list, to: try ownPerson(email))]
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
  func members(_ email: Email, of team: String, for entry: MemberEntry) throws(NotMade) -> [MemberEntry] {
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
}

extension PersonDeclaration {
  /// Where `groups:` stands, if it may be edited.
  func groupsPlace(in steps: EditSteps) -> Place? {
    keys[.groups].flatMap { place in (try? steps.entry(at: place)).map { _ in place } }
  }
}

extension GroupDeclaration {
  /// Where the list of members stands, if it may be edited.
  var membersPlace: Place? {
    guard case .written(_, let place)? = members, !isIncluded else { return nil }
    return place
  }
}
