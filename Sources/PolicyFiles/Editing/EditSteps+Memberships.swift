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
    var steps: [EditStep] = []
    if case .written(let entries, _)? = group.members {
      for entry in entries { steps += try removing(email, from: entry) }
    }
    for person in declarations.people where person.email == email {
      for entry in person.groups where entry.group == name {
        try spare(entry.details)
        steps.append(try removeItem(at: entry.details.at))
      }
    }
    guard !steps.isEmpty else { throw NotMade("the policy does not put them there", at: group.at) }
    return steps
  }

  private func removing(_ email: Email, from entry: MemberEntry) throws(NotMade) -> [EditStep] {
    switch entry.target {
    case .person(let member):
      guard member == email else { return [] }
      try spare(entry.details)
      return [try removeItem(at: entry.details.at)]
    case .team(let name):
      let members = declarations.teams.filter { $0.name == name }.flatMap(\.members).filter { $0.person == email }
      guard !members.isEmpty else { return [] }
      let others = uses(ofTeam: name) - 1
      guard others == 0 else {
        throw NotMade("they are there through team/\(name), which \(Self.others(others))", at: entry.details.at)
      }
      return try removing(members)
    }
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

  /// In groups, and in guardrails that except it.
  private func uses(ofTeam name: String) -> Int {
    let groups = declarations.groups.count { group in
      guard case .written(let entries, _)? = group.members else { return false }
      return entries.contains { if case .team(name) = $0.target { true } else { false } }
    }
    let rules = declarations.guardrails.count { rule in
      rule.except.contains { if case .team(name) = $0.value { true } else { false } }
    }
    return groups + rules
  }

  private func groupsList(_ place: Place) throws(NotMade) -> Holder {
    guard let spot = try layout(place).entry(at: mark(place)) else { throw NotMade.unusual(place) }
    return Holder(key: spot.parent.entries[spot.index].key, node: spot.parent.entries[spot.index].value)
  }
}
