package import Access

/// One sentence on who comes to own the workspace, for whoever is asked whether to go on; nil for nobody.
package func newOwnersText(_ plan: Plan, style: TextStyle = TextStyle()) -> String? {
  plan.newOwnersNamed?.wrapped(to: style.width).map { $0.text(style) }.joined(separator: "\n")
}

/// Whoever comes to own the workspace, as entries of a document: never folded, each with the paths and their end.
struct NewOwnerEntries {
  private let owners: [NewOwner]
  private let wording: Wording
  /// What became of the changes; nil before they are made.
  private let applied: Applied?
  /// Whether nobody is about to make the changes.
  private let isLooking: Bool

  /// - Parameter isLooking: for a report of what is there, and of what an apply would make of it.
  init(_ plan: Plan, isLooking: Bool = false) {
    (owners, wording, applied, self.isLooking) = (plan.newOwners, Wording(plan), nil, isLooking)
  }

  init(_ applied: Applied) {
    (owners, wording, self.applied) = (applied.plan.newOwners, Wording(applied.plan), applied)
    isLooking = false
  }

  var section: Document.Section {
    Document.Section(
      anchor: "new-owners", title: "New Workspace Owners (\(owners.counted ?? "0"))", short: "New owners",
      style: .alarm, entries: owners.map(entry))
  }

  private func entry(_ new: NewOwner) -> Document.Entry {
    Document.Entry(
      head: subject(of: new), items: [Document.Item(line: sentence(new), note: note(new), style: .alarm, sign: "!")])
  }

  private func subject(of new: NewOwner) -> Line {
    switch new.owner {
    case .person(let email, _, _): wording.person(email)
    case .group(let group): wording.group(group)
    }
  }

  private func note(_ new: NewOwner) -> Line {
    let pending: [Line] = new.mark == .alreadyPending ? ["already pending"] : []
    return (end(new) + pending).joined(separator: ", ")
  }

  private func end(_ new: NewOwner) -> [Line] {
    guard new.cause != .longer else { return [] }
    return new.until.map { ["until \($0.written)"] } ?? []
  }

  private func sentence(_ new: NewOwner) -> Line {
    let owner: Line = "\(Role.ownerName)\(path(of: new))"
    switch new.cause {
    case .plan: return "\(verb(new)) \(owner)\(new.isPending ? accepting : "")"
    case .later: return "may become \(owner): this policy says so, and no change of this plan gives it yet"
    case .adopted: return "\(already(new, owner)), and this policy declares it, which the base does not"
    case .kept: return "\(already(new, owner)); the base would take that away"
    case .longer:
      let (until, base) = (new.until?.written, new.baseUntil?.written ?? "")
      let end: Line = until.map { "until \($0)" } ?? "for ever"
      return "stays \(owner) \(end), and by the base only until \(base)"
    }
  }

  private var accepting: Line { ", once the invite is accepted" }

  private func already(_ new: NewOwner, _ owner: Line) -> Line {
    new.isPending ? "becomes \(owner)\(accepting)" : "is \(owner) already"
  }

  private func verb(_ new: NewOwner) -> Line {
    let isGroup = new.person == nil
    if isLooking { return isGroup ? "would get" : "would become" }
    guard let applied else { return isGroup ? "gets" : "becomes" }
    return switch applied.gain(of: new) {
    case .done: isGroup ? "now has" : new.isPending ? "becomes" : "is now"
    case .unknown: isGroup ? "may have got" : new.isPending ? "may become" : "may have become"
    case .failed, .moved, .skipped: isGroup ? "did not get" : "did not become"
    }
  }

  /// ` through group Admins`, nothing for a role of one's own alone.
  private func path(of new: NewOwner) -> Line {
    guard case .person(_, let directly, let groups) = new.owner, !groups.isEmpty else { return "" }
    let all = groups.map(wording.group).joined(separator: ", ")
    return directly ? ", directly and through \(all)" : " through \(all)"
  }
}

extension [NewOwner] {
  /// `2 people, 1 group`; nil for none.
  fileprivate var counted: String? {
    let people = count { $0.person != nil }
    let parts = [(people, "person", "people"), (count - people, "group", "groups")].filter { $0.0 > 0 }
    return parts.isEmpty ? nil : parts.map { Reports.counted($0.0, $0.1, $0.2) }.joined(separator: ", ")
  }
}

extension [NewOwner] {
  /// `2 new Workspace Owners`, people before groups; nil for none.
  fileprivate var inHeadline: String? { figure.map { "\($0.number) \($0.label)" } }

  /// How many, and what these are called: people, or groups where there is nobody; nil for none.
  fileprivate var figure: (number: Int, label: String)? {
    let people = count { $0.person != nil }
    if people > 0 { return (people, people == 1 ? "new \(Role.ownerName)" : "new \(Role.ownerName)s") }
    return isEmpty ? nil : (count, "\(count == 1 ? "group" : "groups") newly with \(Role.ownerName)")
  }
}

extension Applied {
  /// Of those who became one, or may have.
  var newOwnersCounted: String? {
    plan.newOwners.filter { new in
      switch gain(of: new) {
      case .done, .unknown: true
      case .failed, .moved, .skipped: false
      }
    }.inHeadline
  }
}

extension Plan {
  /// `2 new Workspace Owners`; nil for none.
  var newOwnersCounted: String? { newOwners.inHeadline }

  /// The same, for a page.
  var newOwnersFigure: Document.Figure? {
    newOwners.figure.map { Document.Figure($0.number, $0.label, style: .alarm, anchor: "new-owners") }
  }

  /// `! 1 new Workspace Owner: nils@acme.com`; nil for none.
  var newOwnersNamed: Line? {
    guard let number = newOwnersCounted else { return nil }
    let wording = Wording(self)
    let names = newOwners.map { new -> Line in
      switch new.owner {
      case .person(let email, _, _): wording.person(email)
      case .group(let group): wording.group(group)
      }
    }
    return Line(.alarm, "! \(number): \(names.joined(separator: ", "))")
  }
}

extension Applied {
  /// What became of a gain: of the path that came furthest.
  fileprivate func gain(of new: NewOwner) -> Outcome.Kind {
    let paths: [[Outcome.Kind]] =
      switch new.owner {
      case .person(let email, let directly, let groups):
        (directly ? [kinds { $0.isOwnership(of: email, plan.names) }] : [])
          + groups.map { group in kinds { $0.leads(email, to: group.key, plan.names) } }
      case .group(let group): [kinds { $0.leads(nil, to: group.key, plan.names) }]
      }
    let fates = paths.map { kinds -> Outcome.Kind in
      if let bad = kinds.first(where: { $0 != .done && $0 != .unknown }) { return bad }
      return kinds.contains(.unknown) ? .unknown : .done
    }
    return fates.contains(.done) ? .done : fates.contains(.unknown) ? .unknown : fates.first ?? .skipped
  }

  private func kinds(_ isPart: (Change.Action) -> Bool) -> [Outcome.Kind] {
    results.filter { isPart($0.change.action) }.map { Outcome.Kind($0.outcome) }
  }
}

extension Change.Action {
  fileprivate func isOwnership(of email: Email, _ names: Names) -> Bool {
    switch item {
    case .grant(let grant, .person(let person)):
      kind.effect == .added && person.email == email && grant.isOwnership(names)
    case .invite(email): carried.contains { $0.isOwnership(names) }
    case .account, .invite, .group, .grant(_, .group), .roles, .membership: false
    }
  }

  /// Whether it is part of what makes a group, or somebody in it, an owner.
  fileprivate func leads(_ email: Email?, to key: GroupIdentity, _ names: Names) -> Bool {
    guard kind.effect == .added else { return false }
    return switch item {
    case .group(let group): group.key == key
    case .grant(let grant, .group(let group)): group.key == key && grant.isOwnership(names)
    case .membership(let person, let group): group.key == key && person.email == email
    case .invite(let invited): invited == email
    case .account, .grant(_, .person), .roles: false
    }
  }
}

extension Grant {
  fileprivate func isOwnership(_ names: Names) -> Bool { scope == .workspace && names.role(role) == Role.ownerName }
}
