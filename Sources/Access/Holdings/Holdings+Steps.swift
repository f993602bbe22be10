/// What changes are made of.
extension Holdings {
  /// One entry as it is to be. Made, it gives the step that takes it back.
  package enum Step: Hashable, Sendable {
    /// The direct grants of a member; nil for nobody.
    case member(Email, GrantSet?)
    case pending(Email, Bool)
    /// A group without its members, who are steps of their own; nil for none.
    case group(GroupIdentity, name: String?)
    case name(GroupIdentity, String)
    case grants(GroupIdentity, Set<Grant>)
    case membership(Email, GroupIdentity, Bool)
  }

  /// The steps that an action comes to in this state.
  package func steps(of action: Change.Action) -> [Step] {
    switch action {
    case .renameGroup(let reference, _): [.name(reference.key, reference.name)]
    case .createGroup(let reference): removal(of: reference.key) + [.group(reference.key, name: reference.name)]
    case .invite(let email, _): [.pending(email, true)]
    case .grant(.person(let person), let grant): direct(person.email) { $0.insert(grant) }
    case .grant(.group(let reference), let grant): [.grants(reference.key, grants(of: reference.key).union([grant]))]
    case .join(let person, let reference): [.membership(person.email, reference.key, true)]
    case .cancelInvite(let email): members[email] == nil ? departure(of: email) : [.pending(email, false)]
    case .deprovision(let person): departure(of: person.email)
    case .revoke(.person(let person), let grant): direct(person.email) { $0.remove(grant) }
    case .revoke(.group(let reference), let grant):
      [.grants(reference.key, grants(of: reference.key).subtracting([grant]))]
    case .leave(let person, let reference): [.membership(person.email, reference.key, false)]
    case .deleteGroup(let reference): removal(of: reference.key)
    }
  }

  /// Whom an action gives what, in this state or, to whoever is invited, on acceptance; sorted.
  package func gains(of action: Change.Action) -> [(email: Email, grants: Set<Grant>)] {
    switch action {
    case .invite(let email, let grants): [(email, Set(grants))]
    case .grant(.person(let person), let grant): [(person.email, [grant])]
    case .grant(.group(let group), let grant):
      (groups[group.key]?.members ?? []).sorted().map { ($0, [grant]) }
    case .join(let person, let group): [(person.email, groups[group.key]?.grants ?? [])]
    case .renameGroup, .createGroup, .cancelInvite, .deprovision, .revoke, .leave, .deleteGroup: []
    }
  }

  /// The account or the invite, and with it every membership.
  private func departure(of email: Email) -> [Step] {
    [.member(email, nil), .pending(email, false)] + groups(of: email).map { .membership(email, $0, false) }
  }

  private func removal(of key: GroupIdentity) -> [Step] {
    guard let group = groups[key] else { return [] }
    return group.members.map { .membership($0, key, false) } + [.grants(key, []), .group(key, name: nil)]
  }

  private func grants(of key: GroupIdentity) -> Set<Grant> { groups[key]?.grants ?? [] }

  /// Nothing for whoever is not a member: what an invite carries is unknown.
  private func direct(_ email: Email, _ change: (inout GrantSet) -> Void) -> [Step] {
    guard var held = members[email] else { return [] }
    change(&held)
    return [.member(email, held)]
  }
}
