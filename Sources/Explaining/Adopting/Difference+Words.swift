import Access

extension Difference {
  /// The difference between policy and workspace itself, such as `Source Admin of ada@acme.com`.
  func inWords(_ names: Names) -> String {
    let (person, group) = (item.person?.written ?? "", item.group.map { "group \($0.name)" })
    let subject = group ?? person
    let role = item.grant.map(names.grant) ?? "roles"
    return switch (kind.effect, item) {
    case (.renamed, _): "the name of \(subject)"
    case (.added, .group): "\(subject), which is not in the workspace"
    case (.added, .account), (.added, .invite): "\(subject), who is not in the workspace"
    case (.added, .grant), (.added, .roles): "\(role), which \(subject) does not hold"
    case (.added, .membership): "\(person) in \(subject), where they are not"
    case (.removed, .account): "the account of \(subject)"
    case (.removed, .invite): "the invite of \(subject)"
    case (.removed, .grant), (.removed, .roles): "\(role) of \(subject)"
    case (.removed, .membership): "\(person) in \(subject)"
    case (.removed, .group): subject
    }
  }
}

extension Difference {
  /// Somebody's place in a group, as the change that would end it.
  static func leave(_ person: Email, _ group: GroupReference, at place: Place?) -> Difference {
    Difference(.leave, .membership(PersonReference(person), group), at: place)
  }
}
