/// One way by which somebody has access, will have it, or should: a row of a review, a path of an explanation.
package struct AccessRow: Hashable, Sendable {
  /// What the way leads to.
  package enum Gain: Hashable, Sendable {
    /// A place in the workspace, with the base grant where it is held directly.
    case account(Grant?)
    /// A pending invite: nobody can read which roles it carries.
    case invite
    case grant(Grant)
    /// A place in a group that gives no role.
    case membership
    /// A permission that no grant can express, in the words of whoever read it.
    case notUnderstood(String)
  }

  /// Whether it is there.
  package enum Holding: String, Hashable, Sendable, CaseIterable {
    case held = "yes"
    /// As soon as the invite is accepted.
    case onAcceptance = "on acceptance"
    case notHeld = "no"
    /// Declared, and what would show it could not be read whole: it may be there or not.
    case unread = "not read"
    /// Declared, and nobody was asked whether it is there: the policy alone was read.
    case notAsked = "not asked"
  }

  /// What applying the policy does to it.
  package enum Outlook: String, Hashable, Sendable, CaseIterable {
    case stays
    case goes
    case comes
  }

  /// Nil for what a group gives to nobody, because it has no members.
  package var person: Email?
  /// Nil for what is held directly.
  package var group: GroupReference?
  package var gain: Gain
  package var holding: Holding
  /// Everything stays where there is no policy.
  package var outlook: Outlook
  /// Who changed it last and when, by the audit trail; nil where that was not asked.
  package var lastChange: Finding.Attribution?
  /// How a role that somebody holds was used, by the audit trail; nil where that was not asked.
  package var lastUse: RoleUse?
  /// What the policy says of each link of the way; empty without a policy.
  package var links: [PolicyLink]

  /// Stays, or comes where it is not held.
  package init(
    _ person: Email?, through group: GroupReference? = nil, _ gain: Gain, _ holding: Holding, _ links: [PolicyLink]
  ) {
    self.person = person
    self.group = group
    self.gain = gain
    self.holding = holding
    outlook = holding == .notHeld ? .comes : .stays
    self.links = links
  }

  /// Whether it was seen; what is declared and not seen may be there only where something was not read.
  package var isThere: Bool {
    switch holding {
    case .held, .onAcceptance: true
    case .notHeld, .unread, .notAsked: false
    }
  }

  /// That of the worst link.
  package var standing: Standing {
    let worst = links.map(\.standing).max() ?? .unjudged
    guard worst == .declared else { return worst }
    return switch holding {
    case .held, .onAcceptance, .notAsked: .declared
    case .notHeld: .missing
    case .unread: .unclear
    }
  }

  /// Why it stands so: what the worst links say, each once.
  package var detail: String {
    let worst = links.map(\.standing).max()
    if holding == .unread, worst == .declared { return "could not be read" }
    var said: [String] = []
    for link in links where link.standing == worst && !link.detail.isEmpty && !said.contains(link.detail) {
      said.append(link.detail)
    }
    return said.joined(separator: "; ")
  }

  /// The first of the ends along the way.
  package var until: Expiry? { links.compactMap { $0.entries.first?.until }.min() }

  /// Every reason along the way, each once.
  package var reasons: [String] {
    links.flatMap(\.entries).compactMap(\.reason).filter { !$0.isEmpty }.reduce(into: []) { all, reason in
      if !all.contains(reason) { all.append(reason) }
    }
  }

  /// The role, whatever kind of row it is.
  package var grant: Grant? {
    switch gain {
    case .account(let base): base
    case .grant(let grant): grant
    case .invite, .membership, .notUnderstood: nil
    }
  }
}

extension AccessRow {
  /// What tells one row from another, whatever is said of it.
  package struct Identity: Hashable, Sendable {
    let person: Email?
    let group: GroupIdentity?
    let gain: Gain
  }

  package var path: Identity {
    var gain = gain
    // An account is one row, with or without the base grant.
    if case .account = gain { gain = .account(nil) }
    return Identity(person: person, group: group?.key, gain: gain)
  }
}

extension AccessRow {
  /// By person, what nobody holds last; direct ones first, then by group; the account before what it holds, roles by
  /// name and scope.
  package static func precedes(_ left: AccessRow, _ right: AccessRow, _ names: Names) -> Bool {
    if left.person != right.person {
      guard let first = left.person, let second = right.person else { return left.person != nil }
      return first < second
    }
    if left.group != right.group {
      guard let first = left.group, let second = right.group else { return left.group == nil }
      return first.name == second.name ? first.key < second.key : first.name < second.name
    }
    switch (left.gain, right.gain) {
    case (.grant(let first), .grant(let second)):
      let (role, other) = (names.role(first.role), names.role(second.role))
      return role == other ? first < second : role < other
    case (.notUnderstood(let first), .notUnderstood(let second)): return first < second
    case (_, _): return left.gain.rank < right.gain.rank
    }
  }
}

extension AccessRow.Gain {
  fileprivate var rank: Int {
    switch self {
    case .account: 0
    case .invite: 1
    case .membership: 2
    case .grant: 3
    case .notUnderstood: 4
    }
  }
}
