package import Access

extension PolicyText {
  /// Places besides the one taken that could carry an edit, a sentence each: wider ones, or the other of two lists.
  package func otherPlaces(for edit: PolicyEdit, now: Moment) -> [String] {
    guard case .give(let entry, _) = edit, let text = try? EditedText(self, now: now) else { return [] }
    let index = DeclarationIndex(text.declarations)
    switch entry {
    case .grant(.person(let email), _): return groups(of: email, text.desired, index)
    case .grant(.group, _): return []
    case .membership(let email, let name): return lists(of: name, besides: email, index)
    }
  }

  /// Groups would give it to all their members.
  private func groups(of email: Email, _ desired: DesiredState, _ index: DeclarationIndex) -> [String] {
    desired.groups.compactMap { group in
      guard case .written(let members, _) = group.members, members.contains(where: { $0.person == email }),
        case .written(_, let place)? = index.groups[group.name]?.roles
      else { return nil }
      let others = members.count - 1
      let list = "the roles of group \(group.name) (\(place))"
      if others == 0 { return "\(list), whose only member they are" }
      return "\(list), which would give it to \(others == 1 ? "another member" : "\(others) other members") too"
    }
  }

  private func lists(of name: String, besides email: Email, _ index: DeclarationIndex) -> [String] {
    guard let group = index.groups[name] else { return [] }
    let isOnPerson = index.people[email]?.contains { $0.keys[.groups] != nil } ?? false
    let members = isOnPerson ? group.membersPlace.map { ["the members of \(name) (\($0))"] } ?? [] : []
    let teams = (index.teamsOfGroup[name] ?? []).compactMap { named -> String? in
      guard let team = index.declarations.teams.first(where: { $0.name == named.team }) else { return nil }
      let uses = (index.usesOfTeam[named.team] ?? 1) - 1
      return "team/\(named.team) (\(team.at))\(uses > 0 ? ", which \(EditSteps.others(uses))" : "")"
    }
    return members + teams
  }
}
