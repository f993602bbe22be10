extension ActualState {
  /// The same state with what cannot be true of a whole read marked incomplete: no roles, not exactly one Workspace
  /// Owner among them, or people among whom nobody is an owner. A short answer must not look like an empty workspace.
  package func judgedWhole() -> ActualState {
    var judged = self
    let owners = roles.filter { $0.name == Role.ownerName }
    if !incomplete.contains(where: { $0.part == .roles }) {
      if roles.isEmpty {
        judged.incomplete.append(IncompleteRead(.roles, "the list of roles is empty"))
      } else if owners.count != 1 {
        judged.incomplete.append(
          IncompleteRead(.roles, "the list of roles has \(owners.count) roles called '\(Role.ownerName)', not one"))
      }
    }
    if let owner = owners.first, owners.count == 1, !incomplete.contains(where: { $0.part == .people }),
      !isHeld(owner.id)
    {
      judged.incomplete.append(
        IncompleteRead(.people, "nobody among the \(people.count) people read is \(Role.ownerName)"))
    }
    if !incomplete.contains(where: { $0.part == .people }), let (email, group) = strayMember {
      judged.incomplete.append(
        IncompleteRead(
          .people, "\(email) is a member of group '\(group)' and not among the \(people.count) people read"))
    }
    judged.incomplete = Set(judged.incomplete).sorted()
    return judged
  }

  /// Whether any member holds the role on the whole workspace, directly or through a group.
  private func isHeld(_ role: RoleID) -> Bool {
    let grant = Grant(role)
    if people.contains(where: { $0.grants.contains(grant) }) { return true }
    let givers = groups.filter { $0.grants.contains(grant) }
    let known = givers.isEmpty ? [] : Set(people.map(\.email))
    return givers.contains { $0.members.contains(where: known.contains) || $0.invites.contains(where: known.contains) }
  }

  /// A member of a group who is not a member of the workspace: the list of people is short, or has changed meanwhile.
  private var strayMember: (Email, group: String)? {
    let known = Set(people.map(\.email))
    return groups.lazy.compactMap { group in
      group.members.first { !known.contains($0) }.map { ($0, group.name) }
    }.first
  }
}
