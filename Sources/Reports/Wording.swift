import Access

/// Changes and holds in words: who, and what happens to them. The one place that puts them so.
struct Wording {
  private let names: Names
  /// Names that stand for more than one group, here or in Segment: those are told apart by id.
  private let ambiguous: Set<String>

  init(_ plan: Plan) {
    names = plan.names
    var keys: [String: Set<GroupIdentity>] = [:]
    for group in plan.changes.compactMap(\.action.group) { keys[group.name, default: []].insert(group.key) }
    ambiguous = Set(keys.filter { $0.value.count > 1 }.keys).union(names.sharedByGroups)
  }

  func grant(_ grant: Grant) -> Line { "\(names.grant(grant))" }

  func isOwnership(_ grant: Grant) -> Bool { names.role(grant.role) == Role.ownerName }

  /// `ada@acme.com`, `group Analytics`
  func subject(of change: Change) -> Line {
    subject(of: change.action.item)
  }

  /// Whose access it is: `ada@acme.com`, `group Analytics`
  func subject(of item: AccessItem) -> Line {
    switch item.subject {
    case .person(let person): self.person(person.email)
    case .group(let group): self.group(group)
    }
  }

  /// `loses Source Admin on source/website`
  func predicate(of change: Change) -> Line {
    let end: Line = change.until.map { " until \($0.written)" } ?? ""
    return switch change.action {
    case .renameGroup(_, let old): "is renamed, from \(name: old)"
    case .createGroup: "is created"
    case .invite(_, let grants) where grants.count == 1: "is invited\(end), with \(grant(grants[0]))"
    case .invite: "is invited\(end)"
    case .grant(_, let held): "gets \(isOwnership(held) ? grant(held).styled(.strong) : grant(held))\(end)"
    case .join(_, let group): "joins \(self.group(group))\(end)\(brought(by: change))"
    case .cancelInvite: "loses the pending invite"
    case .deprovision: "leaves the workspace"
    case .revoke(_, let held): "loses \(grant(held))"
    case .leave(_, let group): "leaves \(self.group(group))"
    case .deleteGroup: "is deleted"
    }
  }

  /// What belongs to a change and does not fit into its sentence.
  func particulars(of change: Change) -> [Line] {
    var lines = change.loses.map { "loses \($0)" as Line }
    if case .invite(_, let grants) = change.action, grants.count > 1 { lines += grants.map { "with \(grant($0))" } }
    if change.kind == .invite, !change.brings.isEmpty {
      lines.append("gets once the invite is accepted: \(shortened(change.brings))")
    }
    if !change.reaches.isEmpty {
      let named = change.reaches.prefix(3).map(person).joined(separator: ", ")
      let more = change.reaches.count - 3
      lines.append(more > 0 ? "reaches \(named) and \(more) more" : "reaches \(named)")
    }
    if change.precedesReplacement {
      lines.append("removed before its replacement is added: somebody is without it for a moment")
    }
    return lines
  }

  /// `: Workspace Owner`: what a group gives whoever joins it.
  private func brought(by change: Change) -> Line { change.brings.isEmpty ? "" : ": \(shortened(change.brings))" }

  /// Past three the strongest and a count.
  private func shortened(_ roles: [String]) -> Line {
    let shown = (roles.count > 3 ? Array(roles.prefix(1)) : roles).map { role in
      role == Role.ownerName ? Line(.strong, "\(role)") : "\(role)"
    }.joined(separator: ", ")
    return roles.count > 3 ? "\(shown) and \(roles.count - 1) more roles" : shown
  }

  /// `Source Admin on source/website`, `membership in group Analytics`, `the account`: what lasts longer.
  func lasting(_ item: AccessItem) -> Line {
    switch item {
    case .grant(let held, _): grant(held)
    case .membership(_, let group): "membership in \(self.group(group))"
    case .account, .invite, .group, .roles: "the account"
    }
  }

  /// `ada@acme.com losing Workspace Owner`: what a hold keeps from happening.
  func prevented(by hold: Hold) -> Line {
    let who = subject(of: hold.item)
    if case .roles = hold.item { return who }
    let what: Line = hold.item.grant.map(grant) ?? ""
    let group: Line = hold.item.group.map { "group \(name: $0.name)" } ?? ""
    switch hold.kind {
    case .renameGroup: return "\(who) being renamed"
    case .createGroup: return "\(who) being created"
    case .invite: return "\(who) being invited"
    case .grant: return "\(who) getting \(what)"
    case .join: return "\(who) joining \(group)"
    case .cancelInvite: return "\(who) losing the pending invite"
    case .deprovision: return "\(who) leaving the workspace"
    case .revoke: return "\(who) losing \(what)"
    case .leave: return "\(who) leaving \(group)"
    case .deleteGroup: return "\(who) being deleted"
    }
  }

  /// `ada@acme.com`, `role Source Admin of ada@acme.com`: what no file declares and nobody touches.
  func leftAlone(by hold: Hold) -> Line {
    let who = subject(of: hold.item)
    return switch hold.item {
    case .membership(_, let group): "\(who) in group \(name: group.name)"
    case .grant(let held, _): "\(who): \(grant(held))"
    case .account, .invite, .group, .roles: who
    }
  }

  func person(_ email: Email) -> Line { "\(name: email.written)" }

  func group(_ group: GroupReference) -> Line {
    guard ambiguous.contains(group.name) else { return "group \(name: group.name)" }
    return "group \(name: group.name) (\(group.id.map { "id \($0.text)" } ?? "new"))"
  }
}

extension Change.Action {
  /// Where a reader looks for it: people by address, then groups by name.
  var readingOrder: (rank: Int, name: String) {
    switch item.subject {
    case .person(let person): (0, person.email.key)
    case .group(let group): (1, group.name)
    }
  }
}
