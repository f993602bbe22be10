import Access
import Planning

/// How much of a workspace the policy speaks of.
package struct Coverage: Hashable, Sendable {
  /// What there is, each thing in exactly one of four.
  package struct Count: Hashable, Sendable {
    /// There, and the policy says so.
    package var declared = 0
    /// There, and the policy says otherwise.
    package var unexpected = 0
    /// Left to others, or alone: unmanaged, protected, not declared under at-least.
    package var unmanaged = 0
    package var ignored = 0

    package init(declared: Int = 0, unexpected: Int = 0, unmanaged: Int = 0, ignored: Int = 0) {
      self.declared = declared
      self.unexpected = unexpected
      self.unmanaged = unmanaged
      self.ignored = ignored
    }

    package var total: Int { declared + unexpected + unmanaged + ignored }
  }

  /// Members and pending invites, each address once.
  package var people = Count()
  package var groups = Count()
  /// The base grant is not counted: everybody has it.
  package var grants = Count()
  /// Pending members too.
  package var memberships = Count()

  package init() {}
}

extension Coverage {
  /// By what the policy says of each thing, and whether the state it asks for still has it.
  init(_ links: Links) {
    self.init()
    let (input, wanted) = (links.input, links.comparison.wanted)
    let actual = input.actual
    for email in Set(actual.people.map(\.email) + actual.invites) {
      people.add(links.account(of: email).standing, goes: !wanted.isPresent(email))
    }
    for person in actual.people {
      let grants = person.grants.filter { !input.isBase($0) }
      if links.comparison.settled.contains(person.email) {
        self.grants.declared += grants.count
        continue
      }
      for grant in grants {
        let goes = wanted.members[person.email]?.contains(grant) != true
        self.grants.add(links.direct(grant, of: person.email).standing, goes: goes)
      }
    }
    for group in actual.groups { add(group, links) }
  }

  private mutating func add(_ group: ActualGroup, _ links: Links) {
    let key = GroupIdentity.existing(group.id)
    let wanted = links.comparison.wanted.groups[key]
    groups.add(links.standing(ofGroup: key, named: group.name), goes: wanted == nil)
    for grant in group.grants where !links.input.isBase(grant) {
      let link = links.role(grant, ofGroup: key, named: group.name)
      grants.add(link.standing, goes: wanted?.grants.contains(grant) != true)
    }
    for email in Set(group.members + group.invites) {
      let link = links.membership(of: email, in: key, named: group.name)
      memberships.add(link.standing, goes: wanted?.members.contains(email) != true)
    }
  }
}

extension Coverage.Count {
  /// - Parameter goes: whether the policy wants it gone, whoever it leaves the rest to.
  fileprivate mutating func add(_ standing: Standing, goes: Bool) {
    switch standing {
    case _ where goes: unexpected += 1
    case .declared: declared += 1
    case .ignored: ignored += 1
    // Nobody can say that the policy knows it.
    case .unclear: unexpected += 1
    case .unmanaged, .undeclared, .ended, .departed, .missing, .unjudged: unmanaged += 1
    }
  }
}
