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
  /// - Parameter lists: the written lists of roles, looked up.
  init(_ findings: [Finding], _ lists: Draft) {
    self.init()
    let reckoning = Reckoning(findings, lists)
    let actual = lists.situation.actual
    for email in Set(actual.people.map(\.email) + actual.invites) { people.add(reckoning.place(of: email)) }
    for person in actual.people {
      for grant in person.grants where !lists.situation.isBase(grant) {
        grants.add(reckoning.place(of: grant, person: person.email))
      }
    }
    for group in actual.groups {
      groups.add(reckoning.place(of: group))
      for grant in group.grants where !lists.situation.isBase(grant) {
        grants.add(reckoning.place(of: grant, group: group))
      }
      for email in Set(group.members + group.invites) { memberships.add(reckoning.place(of: email, in: group)) }
    }
  }
}

extension Coverage.Count {
  fileprivate mutating func add(_ place: Reckoning.Place) {
    switch place {
    case .declared: declared += 1
    case .unexpected: unexpected += 1
    case .unmanaged: unmanaged += 1
    case .ignored: ignored += 1
    }
  }
}

/// Says of one thing in the workspace what the policy makes of it, by what the plan found.
private struct Reckoning {
  enum Place {
    case declared, unexpected, unmanaged, ignored
  }

  private enum Thing: Hashable {
    case person(Email)
    case group(String)
    case personsGrant(Email, Grant)
    case groupsGrant(String, Grant)
    case membership(Email, String)
  }

  private var found: [Thing: Place] = [:]
  private let lists: Draft
  private let matches: [GroupID: GroupMatch]

  init(_ findings: [Finding], _ lists: Draft) {
    self.lists = lists
    matches = Dictionary(
      lists.situation.groups.declared.compactMap { match in match.actual.map { ($0.id, match) } },
      uniquingKeysWith: { first, _ in first })
    for finding in findings {
      for part in finding.parts {
        guard let thing = Self.thing(part) else { continue }
        found[thing] = part.isDifference ? .unexpected : finding.kind == .ignored ? .ignored : .unmanaged
      }
    }
  }

  /// What a removal takes; nil for a part that takes nothing.
  private static func thing(_ part: Finding.Part) -> Thing? {
    let facts = part.facts
    switch facts.kind {
    case .deprovision, .cancelInvite: return facts.person.map(Thing.person)
    case .deleteGroup: return facts.group.map(Thing.group)
    case .leave:
      guard let email = facts.person, let name = facts.group else { return nil }
      return .membership(email, name)
    case .revoke:
      guard let grant = facts.grant else { return nil }
      return facts.person.map { .personsGrant($0, grant) } ?? facts.group.map { .groupsGrant($0, grant) }
    case .renameGroup, .createGroup, .invite, .grant, .join: return nil
    }
  }

  private var ignoring: Ignoring { lists.situation.ignoring }

  func place(of email: Email) -> Place {
    if ignoring.person(email) != nil { return .ignored }
    if let place = found[.person(email)] { return place }
    return lists.people[email].map { $0.desired.presence != .endsOnly } == true ? .declared : .unmanaged
  }

  /// The name that the plan calls it by.
  private func name(of group: ActualGroup) -> String { matches[group.id]?.desired.name ?? group.name }

  func place(of group: ActualGroup) -> Place {
    if ignoring.group(group.name) != nil { return .ignored }
    return found[.group(group.name)] ?? (matches[group.id] == nil ? .unmanaged : .declared)
  }

  func place(of grant: Grant, person email: Email) -> Place {
    if ignoring.grant(grant, ofPerson: email) != nil { return .ignored }
    if let place = found[.personsGrant(email, grant)] { return place }
    switch place(of: email) {
    case .ignored: return .ignored
    case .unexpected: return .unexpected
    case .declared, .unmanaged:
      let wanted = lists.people[email].map { lists.roles(of: $0.desired) }
      return wanted?.active[grant] == nil ? .unmanaged : .declared
    }
  }

  func place(of grant: Grant, group: ActualGroup) -> Place {
    if ignoring.grant(grant, ofGroup: name(of: group)) != nil { return .ignored }
    if let place = found[.groupsGrant(name(of: group), grant)] { return place }
    switch place(of: group) {
    case .ignored: return .ignored
    case .unexpected: return .unexpected
    case .declared, .unmanaged:
      let wanted = matches[group.id].map { lists.roles(of: $0.desired) }
      return wanted?.active[grant] == nil ? .unmanaged : .declared
    }
  }

  func place(of email: Email, in group: ActualGroup) -> Place {
    if ignoring.membership(email, in: name(of: group)) != nil { return .ignored }
    if let place = found[.membership(email, name(of: group))] { return place }
    if place(of: email) == .unexpected || place(of: group) == .unexpected { return .unexpected }
    guard let match = matches[group.id], case .written = match.desired.members else { return .unmanaged }
    return .declared
  }
}
