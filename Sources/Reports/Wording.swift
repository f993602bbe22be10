import Access
import Syntax

/// Changes and holds in words: who, and what happens to them. The one place that puts them so.
struct Wording {
  private let names: Names
  /// Names that stand for more than one group, here or in Segment: those are told apart by id.
  private let ambiguous: Set<String>

  init(_ plan: Plan) {
    names = plan.names
    var keys: [String: Set<GroupIdentity>] = [:]
    let changed = plan.changes + (plan.notUndone ?? []).map(\.change)
    for group in changed.compactMap(\.action.group) + plan.holds.compactMap(\.item.group) {
      keys[group.name, default: []].insert(group.key)
    }
    ambiguous = Set(keys.filter { $0.value.count > 1 }.keys).union(names.sharedByGroups)
  }

  func grant(_ grant: Grant) -> Line { "\(grant: names.grant(grant))" }

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
    var lines = change.loses.map { "loses \(lost($0))" as Line }
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

  /// What goes along, as the plan says it; a group's name is one, whatever it has in it.
  func lost(_ phrase: String) -> Line {
    let membership = "membership in "
    return phrase.begins(with: membership)
      ? "membership in \(name: String(phrase.dropFirst(membership.count)))" : "\(grant: phrase)"
  }

  /// `: Workspace Owner`: what a group gives whoever joins it.
  func brought(by change: Change) -> Line { change.brings.isEmpty ? "" : ": \(shortened(change.brings))" }

  /// Past three the strongest and a count.
  private func shortened(_ roles: [String]) -> Line {
    let shown = (roles.count > 3 ? Array(roles.prefix(1)) : roles).map { role in
      role == Role.ownerName ? Line(.strong, "\(grant: role)") : "\(grant: role)"
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

  /// `eve@acme.com: Source Admin`, `group Legacy: Source Admin, to eve@acme.com`: what nobody touches, and what it gives.
  func leftAlone(by hold: Hold) -> Line {
    let (who, given) = (subject(of: hold.item), hold.given)
    return switch hold.item {
    case .account: "\(who)\(also(given))"
    case .invite: "\(who), invited\(also(given))"
    case .group: "\(who): \(phrases(given, orElse: "no roles")), to \(people(given.reaches, atMost: 3))"
    case .membership(_, let group): "\(who) in \(self.group(group))\(also(given))"
    case .grant(let held, .group): "\(who): \(grant(held)), to \(people(given.reaches, atMost: 3))"
    case .grant(let held, .person): "\(who): \(grant(held))"
    case .roles: who
    }
  }

  /// `keeps Source Admin`, `stays: Source Admin, to eve@acme.com`: what becomes of what a policy does
  /// not declare any more.
  func predicate(of dropped: NoLongerDeclared) -> Line {
    let given = dropped.given
    switch (dropped.item, dropped.fate) {
    case (.account, .stays): return "stays in the workspace\(also(given))"
    case (.account, _): return "leaves the workspace"
    case (.invite, .stays): return "stays invited\(also(given))"
    case (.invite, _): return "loses the pending invite"
    case (.group, .stays):
      return "stays: \(phrases(given, orElse: "no roles")), to \(people(given.reaches))"
    case (.group, _): return "is deleted"
    case (.grant(let held, .group), .stays): return "keeps \(grant(held)), to \(people(given.reaches))"
    case (.grant(let held, .person), .stays): return "keeps \(grant(held))"
    case (.grant(let held, _), _): return "loses \(grant(held))"
    case (.membership(_, let group), .stays): return "stays in \(self.group(group))\(also(given))"
    case (.membership(_, let group), _): return "leaves \(self.group(group))"
    case (.roles, _): return ""
    }
  }

  private func phrases(_ given: Given, orElse nothing: Line) -> Line {
    guard !given.gives.isEmpty else { return nothing }
    return listed(given.gives.map { $0.hasPrefix(Role.ownerName) ? Line(.strong, "\($0)") : "\($0)" })
  }

  /// `: Source Admin`, or nothing where nothing is given.
  private func also(_ given: Given) -> Line { given.gives.isEmpty ? "" : ": \(phrases(given, orElse: ""))" }

  private func people(_ all: [Email], atMost limit: Int = LeftAloneEntries.limit) -> Line {
    all.isEmpty ? "nobody" : listed(all.map(person), atMost: limit)
  }

  /// `a, b and 3 more`
  private func listed(_ all: [Line], atMost limit: Int = LeftAloneEntries.limit) -> Line {
    let shown = Array(all.prefix(limit)).joined(separator: ", ")
    return all.count > limit ? "\(shown) and \(all.count - limit) more" : shown
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
