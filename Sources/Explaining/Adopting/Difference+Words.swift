import Access

extension Difference {
  /// The difference between policy and workspace itself, such as `Source Admin of ada@acme.com`.
  func inWords(_ names: Names) -> String {
    let (person, group) = (item.person?.written ?? "", item.group.map { "group \($0.name)" })
    let subject = group ?? person
    let role = item.grant.map(names.grant) ?? "roles"
    return switch kind {
    case .renameGroup: "the name of \(subject)"
    case .createGroup: "\(subject), which is not in the workspace"
    case .invite: "\(subject), who is not in the workspace"
    case .grant: "\(role), which \(subject) does not hold"
    case .join: "\(person) in \(subject), where they are not"
    case .cancelInvite: "the invite of \(subject)"
    case .deprovision: "the account of \(subject)"
    case .revoke: "\(role) of \(subject)"
    case .leave: "\(person) in \(subject)"
    case .deleteGroup: subject
    }
  }
}

extension Difference {
  /// Somebody's place in a group, as the change that would end it.
  static func leave(_ person: Email, _ group: GroupReference, at place: Place?) -> Difference {
    Difference(.leave, .membership(PersonReference(person), group), at: place)
  }
}
