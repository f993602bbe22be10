import Access

extension Hold {
  /// The difference between policy and workspace itself, such as `Source Admin of ada@acme.com`.
  func inWords(_ names: Names) -> String {
    let subject = group.map { "group \($0)" } ?? person?.written ?? ""
    let role = grant.map(names.grant) ?? "roles"
    return switch kind {
    case .renameGroup: "the name of \(subject)"
    case .createGroup: "\(subject), which is not in the workspace"
    case .invite: "\(subject), who is not in the workspace"
    case .grant: "\(role), which \(subject) does not hold"
    case .join: "\(person?.written ?? "") in \(subject), where they are not"
    case .cancelInvite: "the invite of \(subject)"
    case .deprovision: "the account of \(subject)"
    case .revoke: "\(role) of \(subject)"
    case .leave: "\(person?.written ?? "") in \(subject)"
    case .deleteGroup: subject
    }
  }
}
