/// One way by which a person has, or on accepting an invite will have, a grant: directly or through a group.
package struct AccessPath: Hashable, Comparable, Sendable {
  package let person: Email
  /// Nil for a direct grant.
  package let group: GroupIdentity?
  package let grant: Grant

  package init(person: Email, group: GroupIdentity?, grant: Grant) {
    self.person = person
    self.group = group
    self.grant = grant
  }

  package static func < (left: AccessPath, right: AccessPath) -> Bool {
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
  /// Every way there is, pending members of groups included.
  package var paths: Set<AccessPath> { paths { _ in true } }

  /// Every way to one of some roles, pending members of groups included.
  package func paths(to roles: Set<RoleID>) -> Set<AccessPath> { paths { roles.contains($0.role) } }

  private func paths(where isAskedFor: (Grant) -> Bool) -> Set<AccessPath> {
    var paths: Set<AccessPath> = []
    for (email, grants) in members {
      for grant in grants where isAskedFor(grant) { paths.insert(AccessPath(person: email, group: nil, grant: grant)) }
    }
    for (key, group) in groups {
      for grant in group.grants where isAskedFor(grant) {
        for email in group.members { paths.insert(AccessPath(person: email, group: key, grant: grant)) }
      }
    }
    return paths
  }
}
