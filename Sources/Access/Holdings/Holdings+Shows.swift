extension Holdings {
  /// Whether what a change gives, or the name that it gives, is there already; not so where whoever or whatever is to get
  /// it is not.
  package func shows(_ action: Change.Action) -> Bool { !action.kind.isRemoval && shows(action.item) }

  private func shows(_ item: AccessItem) -> Bool {
    switch item {
    case .account(let person): isPresent(person.email)
    case .invite(let email): isPresent(email)
    case .group(let group): groups.values.contains { $0.name == group.name }
    case .grant(let grant, .person(let person)): members[person.email]?.contains(grant) == true
    case .grant(let grant, .group(let group)): groups[group.key]?.grants.contains(grant) == true
    // Which roles is not said.
    case .roles: false
    case .membership(let person, let group): groups[group.key]?.members.contains(person.email) == true
    }
  }
}
