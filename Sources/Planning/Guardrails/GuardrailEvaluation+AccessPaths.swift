import Access

extension GuardrailEvaluation {
  /// Every way to one of some roles that the plan leads to, those that its invites carry included.
  func waysAfter(to roles: Set<RoleID>) -> Set<AccessPath> {
    var paths = after.paths(to: roles)
    for change in changes {
      guard case .invite(let email, let grants) = change.action, after.pending.contains(email) else { continue }
      for grant in grants where roles.contains(grant.role) {
        paths.insert(AccessPath(person: email, group: nil, grant: grant))
      }
    }
    return paths
  }

  /// Whether a rule does not look at a way: its person or group is excepted, or an ignore rule leaves it to others.
  func isPassedOver(_ path: AccessPath, _ guardrail: Guardrail) -> Bool {
    if isExcepted(path.person, guardrail) || ignoring.person(path.person) != nil { return true }
    guard let name = path.group.flatMap({ after.groups[$0]?.name }) else {
      return ignoring.grant(path.grant, ofPerson: path.person) != nil
    }
    return isExcepted(group: name, guardrail) || ignoring.membership(path.person, in: name) != nil
      || ignoring.grant(path.grant, ofGroup: name) != nil
  }

  /// `ada@acme.com`, `ada@acme.com through group/Analytics`
  func inWords(_ path: AccessPath) -> String {
    let through = path.group.flatMap { after.groups[$0]?.name }.map { " through group/\($0)" } ?? ""
    return "\(path.person)\(through)"
  }
}
