package import Access

/// What the policy says of each link of a way, whoever asks: guardrails on ends and reasons, explanations, reviews.
package struct Links {
  /// The comparison that it answers from.
  package let comparison: Comparison
  private let groups: [GroupIdentity: GroupMatch]
  private let doubtful: [GroupIdentity: String]
  private let deleted: [GroupIdentity: DeletedGroup]
  /// The entries of each group's list by whom they name: a group may have as many members as the workspace.
  private let members: [GroupIdentity: [Email: DesiredMembership]]

  init(_ comparison: Comparison) {
    self.comparison = comparison
    groups = Dictionary(
      comparison.groups.declared.map { ($0.reference.key, $0) }, uniquingKeysWith: { first, _ in first })
    doubtful = Dictionary(
      comparison.groups.doubtful.map { (.existing($0.group.id), $0.why) }, uniquingKeysWith: { first, _ in first })
    deleted = Dictionary(
      comparison.groups.deleted.map { (.existing($0.group.id), $0.tombstone) }, uniquingKeysWith: { first, _ in first })
    members = groups.compactMapValues { match in
      guard case .written(let members, _) = match.desired.members else { return nil }
      return Dictionary(members.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// What was compared.
  package var input: PlanningInput { comparison.input }

  /// The declared group behind a key.
  func group(_ key: GroupIdentity) -> GroupMatch? { groups[key] }

  /// The entry that gives the grant of a way, ended or not.
  func grantEntry(of path: AccessPath) -> DesiredGrant? {
    guard let key = path.group else {
      return comparison.people[path.person].flatMap { entry(for: path.grant, in: comparison.roles(of: $0.desired)) }
    }
    return groups[key].flatMap { entry(for: path.grant, in: comparison.roles(of: $0.desired)) }
  }

  /// The entry that makes a person a member of a group, ended or not.
  func membershipEntry(of email: Email, in key: GroupIdentity) -> DesiredMembership? {
    members[key]?[comparison.people[email]?.desired.email ?? email]
  }

  private func entry(for grant: Grant, in list: WantedGrants) -> DesiredGrant? {
    list.active[grant] ?? list.ended[grant]
  }
}

// People.
extension Links {
  /// Whether somebody belongs here.
  package func account(of email: Email) -> PolicyLink {
    if let rule = input.ignoring.person(email) { return ignored(.account, rule) }
    guard let match = comparison.people[email] else {
      if input.desired.manage.people == .unmanaged {
        return PolicyLink(.account, .unmanaged, detail: "people: unmanaged")
      }
      return PolicyLink(.account, .undeclared, detail: "the policy does not declare this person")
    }
    if let trouble = match.trouble { return PolicyLink(.account, .unclear, detail: trouble, at: match.desired.at) }
    if let departure = departure(match) { return departure.link(.account) }
    if match.desired.presence == .endsOnly {
      return PolicyLink(
        .account, .undeclared, detail: "an included file knows this person, this policy does not name them",
        at: match.desired.at)
    }
    if match.formerAccounts.contains(where: { $0.email == email }) || match.formerInvites.contains(email) {
      return PolicyLink(
        .account, .undeclared, detail: "previously: the new address \(match.desired.email) is in use",
        at: match.desired.at)
    }
    return PolicyLink(.account, .declared, entries: [PolicyEntry(match.desired)])
  }

  /// A role that somebody holds directly, or should.
  package func direct(_ grant: Grant, of email: Email) -> PolicyLink {
    let (account, rule) = (account(of: email), input.ignoring.grant(grant, ofPerson: email))
    switch account.standing {
    case .declared: break
    case .ignored, .unclear: return PolicyLink(.role, account.standing, detail: account.detail, at: account.at)
    case .ended, .departed:
      return rule.map { ignored(.role, $0) }
        ?? PolicyLink(.role, account.standing, detail: account.detail, at: account.at)
    case .undeclared, .unmanaged, .missing, .unjudged:
      return rule.map { ignored(.role, $0) }
        ?? PolicyLink(.role, .undeclared, detail: undeclared(account), at: account.at)
    }
    guard let match = comparison.people[email] else { return account }
    switch match.desired.roles {
    case .unmanaged(let place): return PolicyLink(.role, .unmanaged, detail: "roles: unmanaged", at: place)
    case .unwritten:
      if let rule { return ignored(.role, rule) }
      let extent = input.desired.manage.directRoles.rawValue
      return PolicyLink(
        .role, .undeclared, detail: "no roles written; direct-roles: \(extent)", at: match.desired.at)
    case .written(_, let place):
      return listed(grant, comparison.roles(of: match.desired), match.desired.rolesExtent, rule, place)
    }
  }

  /// Why an account is not declared: of whom the policy knows, it says more than that it does not know them.
  private func undeclared(_ account: PolicyLink) -> String {
    account.standing == .undeclared ? account.detail : "the policy does not declare this person"
  }

  private func departure(_ match: PersonMatch) -> Departure? { input.departure(of: match.desired) }

  private func ignored(_ part: PolicyLink.Part, _ rule: IgnoreRule) -> PolicyLink {
    PolicyLink(part, .ignored, detail: "ignored: \(rule.reason)", at: rule.at)
  }

  private func listed(
    _ grant: Grant, _ list: WantedGrants, _ extent: Manage.Extent, _ rule: IgnoreRule?, _ place: Place
  ) -> PolicyLink {
    if let entry = list.active[grant] { return PolicyLink(.role, .declared, entries: PolicyEntry.all(entry)) }
    // Never a difference, so never an alarm.
    if input.isBase(grant) { return PolicyLink(.role, .declared, detail: "\(Role.baseName) stays wherever it is held") }
    if let rule { return ignored(.role, rule) }
    if let entry = list.ended[grant] {
      return PolicyLink(.role, .ended, entries: PolicyEntry.all(entry), detail: ending(entry.until), at: entry.at)
    }
    if let unread = list.unread { return PolicyLink(.role, .unclear, detail: unread, at: place) }
    if let reference = list.mayMean(grant, input.roles) {
      let detail = "stays until '\(WrittenGrant(reference.entry))' is corrected, which may mean it; \(reference.detail)"
      return PolicyLink(.role, .unclear, detail: detail, at: reference.entry.at)
    }
    return PolicyLink(.role, .undeclared, detail: "not in the list of roles\(extent.leavesAlone)", at: place)
  }

  private func ending(_ until: Expiry?) -> String { "until \(until?.written ?? "") has passed" }
}

// Groups.
extension Links {
  static func undeclaredGroup(_ part: PolicyLink.Part) -> PolicyLink {
    PolicyLink(part, .undeclared, detail: "the policy does not declare this group")
  }

  /// What there is of a group that is to be gone.
  private func gone(_ part: PolicyLink.Part, _ key: GroupIdentity) -> PolicyLink? {
    deleted[key].map { PolicyLink(part, .departed, detail: $0.why, at: $0.at) }
  }

  /// Whether a group belongs here.
  package func standing(ofGroup key: GroupIdentity, named name: String) -> Standing {
    if doubtful[key] != nil { return .unclear }
    if deleted[key] != nil, input.ignoring.group(name) == nil { return .departed }
    guard let match = groups[key] else { return input.ignoring.group(name) == nil ? .undeclared : .ignored }
    return match.trouble == nil ? .declared : .unclear
  }

  /// A role of a group.
  ///
  /// - Parameter name: what Segment calls it; rules judge a declared group by the policy's name for it, as the plan does.
  package func role(_ grant: Grant, ofGroup key: GroupIdentity, named name: String) -> PolicyLink {
    if let why = doubtful[key] { return PolicyLink(.role, .unclear, detail: why) }
    guard let match = groups[key] else {
      if let rule = input.ignoring.group(name) ?? input.ignoring.grant(grant, ofGroup: name) {
        return ignored(.role, rule)
      }
      return gone(.role, key) ?? Self.undeclaredGroup(.role)
    }
    if let trouble = match.trouble { return PolicyLink(.role, .unclear, detail: trouble, at: match.desired.at) }
    switch match.desired.roles {
    case .unmanaged(let place): return PolicyLink(.role, .unmanaged, detail: "roles: unmanaged", at: place)
    case .written(_, let place):
      let rule = input.ignoring.grant(grant, ofGroup: match.desired.name)
      return listed(grant, comparison.roles(of: match.desired), match.desired.rolesExtent, rule, place)
    }
  }

  /// Somebody's place in a group.
  package func membership(of email: Email, in key: GroupIdentity, named name: String) -> PolicyLink {
    if let why = doubtful[key] { return PolicyLink(.membership, .unclear, detail: why) }
    guard let match = groups[key] else {
      if let rule = input.ignoring.membership(email, in: name) { return ignored(.membership, rule) }
      return gone(.membership, key) ?? Self.undeclaredGroup(.membership)
    }
    if let trouble = match.trouble { return PolicyLink(.membership, .unclear, detail: trouble, at: match.desired.at) }
    let place: Place
    switch match.desired.members {
    case .unmanaged(let at): return PolicyLink(.membership, .unmanaged, detail: "members: unmanaged", at: at)
    case .written(_, let at): place = at
    }
    if let rule = input.ignoring.membership(email, in: match.desired.name) { return ignored(.membership, rule) }
    let person = comparison.people[email]
    if let person, let departure = departure(person) { return departure.link(.membership) }
    guard let entry = membershipEntry(of: email, in: key), person?.desired.presence != .endsOnly else {
      return PolicyLink(
        .membership, .undeclared, detail: "not in the list of members\(match.desired.membersExtent.leavesAlone)",
        at: place)
    }
    if let person, email != person.address, !(person.addressChanges && email == person.desired.email) {
      return PolicyLink(.membership, .undeclared, detail: "in the list under \(person.address)", at: place)
    }
    let hasEnded = input.clock.hasEnded(entry.until)
    return PolicyLink(
      .membership, hasEnded ? .ended : .declared, entries: PolicyEntry.all(entry),
      detail: hasEnded ? ending(entry.until) : "", at: hasEnded ? entry.at : nil)
  }
}

extension Departure {
  /// How what a leaving person holds stands.
  fileprivate func link(_ part: PolicyLink.Part) -> PolicyLink {
    PolicyLink(part, cause == .ended ? .ended : .departed, detail: reason, at: at)
  }
}

extension Manage.Extent {
  /// What is said behind what a list lacks.
  fileprivate var leavesAlone: String {
    switch self {
    case .exact: ""
    case .atLeast: "; at-least"
    }
  }
}
