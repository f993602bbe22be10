import Digests
import RandomWorlds

@testable import Access

extension Dice {
  mutating func person() -> PersonReference { PersonReference(email(), id: maybe { UserID($0.id("u")) }) }
  mutating func group() -> GroupReference { GroupReference(text(), id: maybe { GroupID($0.id("g")) }) }
  mutating func subject() -> Subject { chance(50) ? .person(person()) : .group(group()) }

  mutating func change() -> Change {
    let action: Change.Action =
      switch pick(Change.Kind.allCases) {
      case .renameGroup: .renameGroup(group(), from: text())
      case .createGroup: .createGroup(group())
      case .invite: .invite(email(), carrying: some(upTo: 2) { $0.grant() })
      case .grant: .grant(subject(), grant())
      case .join: .join(person(), group())
      case .cancelInvite: .cancelInvite(email())
      case .deprovision: .deprovision(person())
      case .revoke: .revoke(subject(), grant())
      case .leave: .leave(person(), group())
      case .deleteGroup: .deleteGroup(group())
      }
    var change = Change(
      action, reason: text(), at: maybe { $0.place() }, cause: pick(Change.Cause.allCases),
      loses: some(upTo: 2) { $0.text() }, brings: some(upTo: 2) { $0.text() }, until: maybe { $0.expiry() },
      precedesReplacement: chance(20))
    change.reaches = some(upTo: 2) { $0.email() }
    return change
  }

  mutating func expiry() -> Expiry { Expiry(pick(["2027-06-30", "2027-01-01T00:00:00+02:00"]))! }

  mutating func newOwner() -> NewOwner {
    NewOwner(
      chance(50) ? .person(email(), directly: chance(50), through: some(upTo: 2) { $0.group() }) : .group(group()),
      pick(NewOwner.Cause.allCases), until: maybe { $0.expiry() }, baseUntil: maybe { $0.expiry() },
      mark: maybe { $0.pick(Change.Mark.allCases) })
  }

  mutating func hold() -> Hold {
    let change = change()
    var item = change.action.item
    if case .grant(_, let subject) = item, chance(30) { item = .roles(of: subject) }
    return Hold(change.kind, item, why: pick(Hold.Why.allCases), detail: text(), at: maybe { $0.place() })
  }

  mutating func role() -> RoleReference { chance(50) ? .name(pick(["Owner", "é"])) : .id(RoleID(id("role"))) }
  mutating func roles() -> [RoleReference] { some(upTo: 2) { $0.role() } }

  mutating func guardrail() -> Guardrail {
    let number = Int.random(in: 0...100, using: &self)
    let rule: Guardrail.Rule =
      switch pick(Guardrail.Kind.allCases) {
      case .minimumHolders: .minimumHolders(role(), count: number)
      case .maximumHolders: .maximumHolders(role(), count: number)
      case .maximumRemovals: .maximumRemovals(count: number, percent: maybe { _ in number })
      case .maximumChanges: .maximumChanges(count: number)
      case .protectedPeople: .protectedPeople(some(upTo: 2) { $0.email() })
      case .allowedDomains: .allowedDomains(some(upTo: 2) { $0.text() })
      case .requireExpiry: .requireExpiry(roles(), withinDays: maybe { _ in number })
      case .requireReason: .requireReason(roles())
      case .forbidRole: .forbidRole(roles())
      case .forbidDirectRoles: .forbidDirectRoles(maybe { $0.roles() })
      case .separationOfDuties: .separationOfDuties(roles(), roles())
      }
    return Guardrail(
      rule, name: maybe { $0.text() }, enforce: pick(Guardrail.Enforcement.allCases),
      except: Set(some(upTo: 2) { $0.chance(50) ? .person($0.email()) : .group($0.text()) }), at: maybe { $0.place() })
  }

  mutating func ignoreRule() -> IgnoreRule {
    IgnoreRule(
      person: Glob(text()), group: maybe { Glob($0.text()) }, role: maybe { Glob($0.text()) }, reason: text(),
      until: maybe { $0.expiry() }, at: place())
  }

  mutating func diagnostic() -> Diagnostic {
    Diagnostic(
      pick(Diagnostic.Severity.allCases), at: maybe { $0.place() }, text(),
      notes: some(upTo: 1) { Diagnostic.Note(at: $0.place(), $0.text()) })
  }

  mutating func refusal() -> GuardrailViolation {
    GuardrailViolation(
      rule: pick(["maximum-removals", "workspace"]), name: text(), enforce: pick(Guardrail.Enforcement.allCases),
      detail: text(), remedy: text(), isOverridable: chance(50), overridden: maybe { $0.text() },
      at: maybe { $0.place() })
  }

  mutating func subjectMark() -> SubjectMark {
    SubjectMark(
      chance(50) ? .person(email(), maybe { UserID($0.id("u")) }) : .group(text(), maybe { GroupID($0.id("g")) }),
      before: SHA256.digest(text().utf8), asOf: maybe { $0.moment() })
  }

  mutating func unresolved() -> UnresolvedReference {
    guard let labels = LabelSet([Label("environment", text())]) else { preconditionFailure("not empty") }
    let owners: [UnresolvedReference.Owner] = [
      .subject(.person(PersonReference(email(), id: maybe { UserID($0.id("u")) }))),
      .subject(.group(GroupReference("Group \(text())", id: maybe { GroupID($0.id("g")) }))),
      .bundle("bundle \(text())"),
    ]
    return UnresolvedReference(
      pick(owners),
      WrittenGrant(
        pick([.name("role \(text())"), .id(RoleID(id("role")))]),
        on: pick([.workspace, .labels(labels), .resource(.source, "name \(text())")])),
      bundle: maybe { "bundle \($0.text())" }, detail: text(), at: place(),
      mark: maybe { $0.pick(Change.Mark.allCases) }, isOutsideSelection: chance(30))
  }

  /// A plan that names every role and resource it can hold: a file gives back those names that it uses.
  mutating func plan() -> Plan {
    var plan = Plan(
      workspace: workspace(), policyDigest: SHA256.digest([]), policyFiles: .random(in: 0...9, using: &self),
      actual: Plan.ActualMark(
        digest: SHA256.digest([1]), readAt: moment(), source: pick(ActualState.Source.allCases),
        incomplete: some(upTo: 1) { $0.incompleteRead() },
        takenOver: maybe { TakenOver(people: .random(in: 0...9, using: &$0), groups: 2, asOf: $0.moment()) }),
      options: PlanOptions(
        only: some(upTo: 2) { $0.chance(50) ? .person($0.email()) : .group($0.text()) }, noRemovals: chance(50),
        expiredOnly: chance(50), reinvite: some(upTo: 1) { $0.email() },
        overrides: some(upTo: 1) { .init(name: $0.text(), reason: $0.text()) }),
      validBefore: maybe { $0.moment() }, changes: some(upTo: 8) { $0.change() },
      subjects: some(upTo: 3) { $0.subjectMark() }, holds: some(upTo: 3) { $0.hold() },
      undeclaredOwners: some(upTo: 2) { random in
        UndeclaredOwner(person: random.email(), group: random.maybe { $0.text() }, detail: random.text())
      },
      newOwners: some(upTo: 3) { $0.newOwner() }, refusals: some(upTo: 2) { $0.refusal() },
      warnings: some(upTo: 2) { $0.diagnostic() },
      guarding: Guarding(
        guardrails: some(upTo: 3) { $0.guardrail() }, ignore: some(upTo: 2) { $0.ignoreRule() },
        unmanagedGroups: some(upTo: 2) { $0.text() }, groupsOfUnmanagedRoles: some(upTo: 2) { $0.text() },
        peopleOfUnmanagedRoles: some(upTo: 2) { $0.email() }, peopleUnmanaged: chance(50),
        unknownProtected: some(upTo: 2) { $0.email() }),
      requests: .random(in: 0...99, using: &self), secondsAtLimits: .random(in: 0...999, using: &self))
    plan.unresolved = some(upTo: 2) { $0.unresolved() }
    for grant in plan.grants {
      plan.names.name(grant.role, "Role \(grant.role.text)")
      if case .resource(let kind, let id) = grant.scope { plan.names.name(kind, id, "slug of \(id.text)") }
    }
    return plan
  }
}

extension Plan {
  /// Every grant that a change or a hold names.
  var grants: [Grant] {
    holds.compactMap(\.item.grant)
      + changes.flatMap { change -> [Grant] in
        switch change.action {
        case .grant(_, let grant), .revoke(_, let grant): [grant]
        case .invite(_, let grants): grants
        case .renameGroup, .createGroup, .join, .cancelInvite, .deprovision, .leave, .deleteGroup: []
        }
      }
  }
}
