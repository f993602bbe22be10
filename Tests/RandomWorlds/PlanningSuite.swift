package import Access
import Planning

/// Small builders of both states, and plans as the lines a reader would see.
package protocol PlanningSuite {}

/// The grants that most tests use, as Segment has them.
package enum Held {
  /// Workspace Owner, on the workspace.
  package static let owner = Grant(World.owner.id)
  /// What whoever is a member has.
  package static let base = Grant(World.base.id)
  /// Source Admin, on the workspace.
  package static let admin = Grant(World.sourceAdmin.id)
  /// Source Read-only, on the workspace.
  package static let reader = Grant(World.sourceReader.id)
  /// Function Admin, on the workspace.
  package static let functions = Grant(World.functionAdmin.id)
  /// Source Admin of one source.
  package static let website = Grant(World.sourceAdmin.id, on: .resource(.source, "src-web"))
  /// Source Admin of another.
  package static let app = Grant(World.sourceAdmin.id, on: .resource(.source, "src-app"))
  /// Source Read-only where a label says so.
  package static let dev = Grant(World.sourceReader.id, on: .labels(labels("environment:dev")))

  /// `environment:dev`, and more of them.
  package static func labels(_ pairs: String...) -> LabelSet {
    let labels = pairs.map { pair in
      let parts = pair.split(separator: ":")
      return Label(String(parts[0]), String(parts[1]))
    }
    guard let set = LabelSet(labels) else { preconditionFailure("no labels") }
    return set
  }
}

extension PlanningSuite {
  /// The moment of every plan.
  package var now: Moment { World.now }

  // The workspace.

  /// A workspace with these people and groups, and everything that a random one has besides.
  package func workspace(
    _ people: [ActualPerson], invites: [Email] = [], groups: [ActualGroup] = [], roles: [Role] = World.roles
  ) -> ActualState {
    var state = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: now, roles: roles, people: people,
      invites: invites, groups: groups)
    state.resources = World.resources
    state.resourceKindsRead = Set(ResourceKind.allCases)
    state.labels = World.labels
    return state
  }

  /// Every workspace has an owner; most tests are not about her.
  package var ada: ActualPerson { member("ada", Held.owner) }

  /// Somebody with an account, by the part of the address before the @.
  package func member(_ name: String, _ grants: Grant..., notUnderstood: [String] = []) -> ActualPerson {
    ActualPerson(
      id: UserID("u-\(name)"), email: email(name), name: name, grants: grants.sorted(), notUnderstood: notUnderstood)
  }

  /// A group of the workspace.
  package func team(
    _ name: String, _ grants: [Grant] = [], members: [String] = [], invites: [String] = [], id: String? = nil
  )
    -> ActualGroup
  {
    ActualGroup(
      id: GroupID(id ?? "g-\(name)"), name: name, grants: grants, members: members.map(email),
      invites: invites.map(email))
  }

  /// The address of a name.
  package func email(_ name: String) -> Email { Email("\(name)@acme.com") }

  // The policy.

  /// A policy for that workspace.
  package func policy(
    _ people: [DesiredPerson], groups: [DesiredGroup] = [], manage: Manage = Manage(), guardrails: [Guardrail] = [],
    ignore: [IgnoreRule] = []
  ) -> DesiredState {
    DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: at(1)), manage: manage, people: people, groups: groups,
      guardrails: guardrails, ignore: ignore)
  }

  /// What is not declared goes.
  package var exact: Manage { Manage(people: .exact, directRoles: .exact, groups: .exact) }

  /// A line of the policy.
  package func at(_ line: Int, _ file: String = "policy.yaml") -> Place { Place(file: file, line: line, column: 3) }

  /// Nil roles are not written.
  package func person(
    _ name: String, _ roles: [DesiredGrant]? = nil, line: Int = 10, until: String? = nil, previously: [String] = [],
    id: String? = nil
  ) -> DesiredPerson {
    var person = DesiredPerson(email(name), at: at(line))
    if let roles { person.roles = .written(roles, at: at(line + 1)) }
    person.until = until.flatMap { Expiry($0) }
    person.untilAt = until.map { _ in at(line + 2) }
    person.previously = previously.map(email)
    person.id = id.map { UserID($0) }
    return person
  }

  /// Somebody who is to leave.
  package func departed(_ name: String, line: Int = 10) -> DesiredPerson {
    DesiredPerson(email(name), presence: .departed(at(line)), at: at(line))
  }

  /// The owner, as a policy has her.
  package var declaredAda: DesiredPerson { person("ada", [role(Role.ownerName)]) }

  /// A role of a person or a group, as a policy has it.
  package func role(
    _ name: String, _ scope: ScopeReference = .workspace, until: String? = nil, reason: String? = nil, line: Int = 50
  ) -> DesiredGrant {
    DesiredGrant(.name(name), on: scope, until: until.flatMap { Expiry($0) }, reason: reason, at: at(line))
  }

  /// Nil members or roles are unmanaged.
  package func group(
    _ name: String, members: [DesiredMembership]? = [], roles: [DesiredGrant]? = [], line: Int = 70,
    previously: [String] = [], id: String? = nil
  ) -> DesiredGroup {
    var group = DesiredGroup(
      name, members: members.map { .written($0, at: at(line + 1)) } ?? .unmanaged(at(line + 1)),
      roles: roles.map { .written($0, at: at(line + 2)) } ?? .unmanaged(at(line + 2)), at: at(line))
    group.previously = previously
    group.id = id.map { GroupID($0) }
    return group
  }

  /// A place in a group, as a policy has it.
  package func with(_ name: String, until: String? = nil, reason: String? = nil, line: Int = 80) -> DesiredMembership {
    DesiredMembership(email(name), until: until.flatMap { Expiry($0) }, reason: reason, at: at(line))
  }

  // Planning.

  /// The plan, or an error that names the diagnostics.
  package func plan(_ desired: DesiredState, _ actual: ActualState, _ options: PlanOptions = PlanOptions()) throws
    -> Plan
  {
    let planned = makePlan(desired, actual, at: now, options: options)
    guard let plan = planned.plan else { throw Unplanned(diagnostics: planned.diagnostics) }
    return plan
  }

  /// What stands in the way of a plan, or makes it fail.
  package func errors(_ desired: DesiredState, _ actual: ActualState, _ options: PlanOptions = PlanOptions())
    -> [String]
  {
    makePlan(desired, actual, at: now, options: options).allDiagnostics.filter { $0.severity == .error }
      .map(\.description)
  }
}

/// What stood in the way of a plan.
private struct Unplanned: Error {
  let diagnostics: [Diagnostic]
}

extension Plan {
  /// Every change, in order: `revoke Source Admin from bob@acme.com`.
  package var does: [String] { changes.map { $0.inWords(names) } }
  /// Every change with its reason and place.
  package var says: [String] {
    changes.map { "\($0.inWords(names)): \($0.reason) (\($0.at.map(\.description) ?? "nowhere"))" }
  }
  /// Every hold: `revoke bob@acme.com Source Admin: protected`.
  package var keeps: [String] {
    holds.map { hold in
      let parts = [
        hold.kind.rawValue, hold.item.person?.written, hold.item.group.map { "group \($0.name)" },
        hold.item.grant.map(names.grant),
      ]
      return "\(parts.compactMap(\.self).joined(separator: " ")): \(hold.why.rawValue)"
    }
  }
  /// What stands: rule and detail.
  package var refuses: [String] { standingRefusals.map { "\($0.name): \($0.detail)" } }
  /// What only warns: rule and detail.
  package var warns: [String] { refusals.filter { $0.enforce == .warn }.map { "\($0.name): \($0.detail)" } }
}
