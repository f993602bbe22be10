/// One way by which a person has, or on accepting an invite will have, a grant: directly or through a group.
struct Way: Hashable, Comparable {
  let person: Email
  /// Nil for a direct grant.
  let group: GroupKey?
  let grant: Grant

  static func < (left: Way, right: Way) -> Bool {
    if left.person != right.person { return left.person < right.person }
    switch (left.group, right.group) {
    case (nil, _?): return true
    case (_?, nil): return false
    case (let first?, let second?) where first != second: return first < second
    case (_, _): return left.grant < right.grant
    }
  }
}

extension Holdings {
  /// Every way to one of some roles, pending members of groups included.
  func ways(to roles: Set<RoleID>) -> Set<Way> {
    var ways: Set<Way> = []
    for (email, grants) in members {
      for grant in grants where roles.contains(grant.role) {
        ways.insert(Way(person: email, group: nil, grant: grant))
      }
    }
    for (key, group) in groups {
      for grant in group.grants where roles.contains(grant.role) {
        for email in group.members { ways.insert(Way(person: email, group: key, grant: grant)) }
      }
    }
    return ways
  }
}

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
