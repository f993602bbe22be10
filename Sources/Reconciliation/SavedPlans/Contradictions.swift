import Access

/// What a plan calls its ids, against what Segment calls them.
struct Contradictions {
  private let plan: Plan
  private let fresh: ActualState
  private let truth: Names
  private let people: [UserID: Email]
  private let ids: [Email: UserID]
  private let pending: Set<Email>
  private let groups: [GroupID: String]
  /// What the plan's own renames make of groups.
  private let renamed: [GroupID: String]
  /// Names of groups that the plan creates.
  private let created: Set<String>
  private let roleIDs: Set<RoleID>
  /// Resources that a list shows or somebody holds, and sets of labels that somebody holds.
  private let scopes: Set<Scope>

  init(_ plan: Plan, _ fresh: ActualState) {
    self.plan = plan
    self.fresh = fresh
    truth = Names(fresh)
    let first = { (first: Email, _: Email) in first }
    people = Dictionary(fresh.people.map { ($0.id, $0.email) }, uniquingKeysWith: first)
    ids = Dictionary(fresh.people.map { ($0.email, $0.id) }) { first, _ in first }
    pending = Set(fresh.invites)
    groups = Dictionary(fresh.groups.map { ($0.id, $0.name) }) { first, _ in first }
    renamed = Dictionary(
      plan.changes.compactMap { change -> (GroupID, String)? in
        guard change.kind == .renameGroup, let group = change.action.group else { return nil }
        return group.id.map { ($0, group.name) }
      }
    ) { first, _ in first }
    created = Set(plan.changes.compactMap { $0.kind == .createGroup ? $0.action.group?.name : nil })
    roleIDs = Set((fresh.roles + fresh.unlistedRoles).map(\.id))
    let held = (fresh.people.flatMap(\.grants) + fresh.groups.flatMap(\.grants)).map(\.scope)
    scopes = Set(held + fresh.resources.map { .resource($0.kind, $0.id) })
  }

  /// In words, each once: the workspace, then roles and resources, then the changes in their order.
  var found: [String] {
    var seen: Set<String> = []
    let held = plan.holds.compactMap { $0.item.grant.flatMap { role($0.role) } }
    let all = workspace + roles + resources + plan.changes.flatMap { contradictions($0.action) } + held
    return all.filter { seen.insert($0).inserted }
  }

  private var workspace: [String] {
    [("slug", plan.workspace.slug, fresh.workspace.slug), ("name", plan.workspace.name, fresh.workspace.name)]
      .filter { $0.1 != $0.2 }
      .map { "the plan gives '\($0.1)' as the workspace's \($0.0), Segment '\($0.2)'" }
  }

  /// Every role that the file names anywhere.
  private var roles: [String] {
    plan.names.namedRoles.compactMap { id, name in
      guard roleIDs.contains(id) else { return unknown("role", id.text, name) }
      return different("role", id.text, name, truth.role(id))
    }
  }

  private var resources: [String] {
    plan.names.namedResources.compactMap { kind, id, name in
      guard scopes.contains(.resource(kind, id)) else { return unknown(kind.rawValue, id.text, name) }
      return different(kind.rawValue, id.text, "\(kind.rawValue)/\(name)", truth.resource(kind, id))
    }
  }

  private func contradictions(_ action: Change.Action) -> [String] {
    let named: [String?] =
      switch (action.item, action.kind.effect) {
      case (.group(let group), .added):
        [group.id.map { "the plan creates group '\(group.name)', which has the id \($0.text) already" }]
      case (.group(let group), _):
        [self.group(group, mustExist: true), action.formerName.flatMap { former(group, $0) }]
      case (.invite(let email), .removed):
        [pending.contains(email) ? nil : "no invite to \(email) is pending, which the plan cancels"]
      case (.invite(let email), _): [invited(email)]
      case (.account(let person), _): [member(person)]
      case (.grant(_, let subject), _), (.roles(let subject), _): [self.subject(subject)]
      case (.membership(let person, let group), _): [self.person(person), self.group(group)]
      }
    return named.compactMap(\.self) + action.grants.flatMap(contradictions)
  }

  private func contradictions(_ grant: Grant) -> [String] {
    [role(grant.role)].compactMap(\.self) + scope(grant.scope)
  }

  private func role(_ id: RoleID) -> String? {
    roleIDs.contains(id) ? nil : unknown("role", id.text, plan.names.role(id))
  }

  private func scope(_ scope: Scope) -> [String] {
    switch scope {
    case .workspace: []
    // Whoever holds a set of labels may lose it, also where Segment lists these labels no more.
    case .labels(let labels) where !scopes.contains(scope):
      labels.pairs.filter { !fresh.labels.contains($0) }.map { "Segment has no label \($0), which the plan names" }
    case .labels: []
    case .resource(let kind, let id):
      scopes.contains(scope) ? [] : [unknown(kind.rawValue, id.text, plan.names.resource(kind, id))]
    }
  }

  private func subject(_ subject: Subject) -> String? {
    switch subject {
    case .person(let person): member(person)
    case .group(let group): self.group(group)
    }
  }

  /// Somebody who has an account.
  private func member(_ person: PersonReference) -> String? {
    if person.id == nil, ids[person.email] == nil {
      return "Segment has no member \(person.email), whom the plan names"
    }
    return self.person(person)
  }

  /// A member by id, a pending person by address, or somebody whom the plan invites.
  private func person(_ person: PersonReference) -> String? {
    guard let id = person.id else {
      return ids[person.email].map { "the plan gives no id for \(person.email), whose id in Segment is \($0.text)" }
    }
    guard let called = people[id] else { return unknown("person", id.text, person.email.written) }
    return called == person.email ? nil : different("person", id.text, person.email.written, called.written)
  }

  private func invited(_ email: Email) -> String? {
    ids[email].map { "\(email), whom the plan invites, is a member with the id \($0.text)" }
  }

  private func group(_ group: GroupReference, mustExist: Bool = false) -> String? {
    guard let id = group.id else {
      return created.contains(group.name) && !mustExist
        ? nil : "the plan gives no id for group '\(group.name)' and does not create it"
    }
    guard let called = groups[id] else { return unknown("group", id.text, group.name) }
    return different("group", id.text, group.name, renamed[id] ?? called)
  }

  private func former(_ group: GroupReference, _ old: String) -> String? {
    guard let id = group.id, let called = groups[id] else { return nil }
    return different("group", id.text, old, called)
  }

  private func different(_ kind: String, _ id: String, _ name: String, _ truth: String) -> String? {
    name == truth ? nil : "the plan calls \(kind) \(id) '\(name)', Segment calls it '\(truth)'"
  }

  private func unknown(_ kind: String, _ id: String, _ name: String) -> String {
    "Segment has no \(kind) with the id \(id), which the plan calls '\(name)'"
  }
}
