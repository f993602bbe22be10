package import Access
import Planning

/// What the plan of an edited policy does that the one before would not.
package struct Consequences: Sendable {
  package let plan: Plan
  /// Removals that nobody asked for.
  package let unasked: [Change]

  /// Nil, with what is wrong at places in the policy, where the edited policy cannot be planned.
  package static func of(
    _ edits: [PolicyEdit], _ before: DesiredState, _ after: DesiredState, in actual: ActualState, at now: Moment
  ) -> (consequences: Consequences?, diagnostics: [Diagnostic]) {
    let planned = makePlan(after, since: before, actual, at: now)
    guard let plan = planned.plan else { return (nil, planned.diagnostics) }
    let wishes = Wishes(edits, before, actual)
    let unasked = plan.changes.filter {
      $0.mark != .alreadyPending && $0.kind.isRemoval && !wishes.ask(for: $0.action.item)
    }
    return (Consequences(plan: plan, unasked: unasked), planned.diagnostics)
  }
}

/// What edits take away.
private struct Wishes {
  private let edits: [PolicyEdit]
  private let lookup: NameLookup
  /// Every address of those whom edits are about.
  private let addresses: [Email: Set<Email>]

  init(_ edits: [PolicyEdit], _ before: DesiredState, _ actual: ActualState) {
    self.edits = edits
    lookup = NameLookup(actual)
    addresses = Dictionary(
      before.people.map { ($0.email, Set([$0.email] + $0.previously)) }, uniquingKeysWith: { first, _ in first })
  }

  func ask(for item: AccessItem) -> Bool {
    edits.contains { edit in
      switch edit {
      case .depart(let email), .removePerson(let email): item.person.map { isSame($0, email) } ?? false
      case .removeGrant(let subject, let grant), .end(.grant(let subject, let grant), _):
        isGrant(item, subject, grant)
      case .removeMembership(let email, let group), .end(.membership(let email, let group), _):
        item.kind == .membership && item.group?.name == group && item.person.map { isSame($0, email) } ?? false
      case .addPerson, .changeEmail, .addGrant, .addMembership, .addGroup, .removeGroup, .renameGroup, .give, .extend,
        .extendPerson:
        false
      }
    }
  }

  private func isSame(_ person: Email, _ email: Email) -> Bool {
    person == email || addresses[email]?.contains(person) == true
  }

  private func isGrant(_ item: AccessItem, _ subject: PolicyEdit.Subject, _ grant: WrittenGrant) -> Bool {
    guard let held = item.grant, held.role == lookup.role(grant.role), isScope(held.scope, grant.scope) else {
      return false
    }
    switch (subject, item.subject) {
    case (.person(let email), .person(let person)): return isSame(person.email, email)
    case (.group(let name), .group(let group)): return group.name == name
    case (.person, .group), (.group, .person): return false
    }
  }

  private func isScope(_ scope: Scope, _ written: ScopeReference) -> Bool {
    switch (scope, written) {
    case (.workspace, .workspace): true
    case (.labels(let labels), .labels(let others)): labels == others
    case (.resource(let kind, let id), .resource(let other, let text)):
      kind == other && id == lookup.resource(kind, text)
    case (_, _): false
    }
  }
}
