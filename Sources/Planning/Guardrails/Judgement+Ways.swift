import Access

extension Judgement {
  /// Every way to one of some roles that the plan leads to, those that its invites carry included.
  func waysAfter(to roles: Set<RoleID>) -> Set<Way> {
    var ways = after.ways(to: roles)
    for change in changes {
      guard case .invite(let email, let grants) = change.action, after.pending.contains(email) else { continue }
      for grant in grants where roles.contains(grant.role) {
        ways.insert(Way(person: email, group: nil, grant: grant))
      }
    }
    return ways
  }

  /// Whether a rule does not look at a way: its person or group is excepted, or an ignore rule leaves it to others.
  func isPassedOver(_ way: Way, _ guardrail: Guardrail) -> Bool {
    if isExcepted(way.person, guardrail) || ignoring.person(way.person) != nil { return true }
    guard let name = way.group.flatMap({ after.groups[$0]?.name }) else {
      return ignoring.grant(way.grant, ofPerson: way.person) != nil
    }
    return isExcepted(group: name, guardrail) || ignoring.membership(way.person, in: name) != nil
      || ignoring.grant(way.grant, ofGroup: name) != nil
  }

  /// `ada@acme.com`, `ada@acme.com through group/Analytics`
  func inWords(_ way: Way) -> String {
    let through = way.group.flatMap { after.groups[$0]?.name }.map { " through group/\($0)" } ?? ""
    return "\(way.person)\(through)"
  }
}
