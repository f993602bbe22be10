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
  func brought(by change: Change) -> Line { change.brings.isEmpty ? "" : ": \(shortened(change.brings))" }

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
