extension Holdings {
  /// Whether what an addition gives is there already; not so where whoever or whatever is to get it is not.
  package func shows(_ action: Change.Action) -> Bool {
    switch action {
    case .invite(let email, _): isPresent(email)
    case .grant(.person(let person), let grant): members[person.email]?.contains(grant) == true
    case .grant(.group(let group), let grant): groups[group.key]?.grants.contains(grant) == true
    case .join(let person, let group): groups[group.key]?.members.contains(person.email) == true
    case .createGroup(let group), .renameGroup(let group, _): groups.values.contains { $0.name == group.name }
    case .revoke, .leave, .cancelInvite, .deprovision, .deleteGroup: false
    }
  }
}
