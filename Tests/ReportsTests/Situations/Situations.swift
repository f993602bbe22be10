import Access
import Planning
import RandomWorlds
import Testing

/// A policy and a workspace that a report has to deal with: every report is recorded over the same ten as text, and one
/// of them, ``rich``, in every other format.
struct Situation: Sendable, CustomTestStringConvertible {
  /// The name of its golden files: `hostile-names`.
  let name: String
  var desired: DesiredState
  var actual: ActualState
  var options = PlanOptions()

  var testDescription: String { name }

  /// What the planner makes of it, at ``World/now``.
  var plan: Plan {
    get throws { try #require(makePlan(desired, actual, at: World.now, options: options).plan) }
  }

  /// A workspace of two declared owners, to which `edit` adds what the situation is about.
  init(_ name: String, _ edit: (inout Situation) -> Void) {
    self.name = name
    desired = DesiredState(
      workspace: DesiredWorkspace(slug: "acme", at: Situation.at(1, "workspace.yaml")),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact), digest: "sha256:00", files: 3)
    actual = ActualState(
      workspace: Workspace(id: "ws", slug: "acme", name: "Acme"), readAt: World.now, roles: World.roles)
    actual.resources = World.resources
    actual.resourceKindsRead = Set(ResourceKind.allCases)
    actual.labels = World.labels
    for email in ["ada@acme.com", "grace@acme.com"] as [Email] {
      declare(email, [DesiredGrant(.name(Role.ownerName), at: Situation.at(4))])
      join(email, [Grant(World.owner.id)])
    }
    edit(&self)
  }

  static let ten: [Situation] = [
    rich, hostileNames, noChange, incompleteRead, refusals, renames, pendingInvites, owners, holds, expiry,
  ]
}

extension Situation {
  static func at(_ line: Int, _ file: String = "people.yaml", column: Int = 3) -> Place {
    Place(file: file, line: line, column: column)
  }

  static func role(
    _ role: Role, on scope: ScopeReference = .workspace, until: String? = nil, reason: String? = nil, line: Int = 20
  ) -> DesiredGrant {
    DesiredGrant(.name(role.name), on: scope, until: until.flatMap { Expiry($0) }, reason: reason, at: at(line))
  }

  /// The policy names somebody, with these direct roles; nil leaves `roles:` unwritten.
  mutating func declare(_ email: Email, _ roles: [DesiredGrant]? = nil, line: Int = 10) {
    let place = Situation.at(line)
    desired.people.append(DesiredPerson(email, roles: roles.map { .written($0, at: place) } ?? .unwritten, at: place))
    desired.people.sort { $0.email < $1.email }
  }

  /// Somebody is a member of the workspace.
  mutating func join(_ email: Email, _ grants: [Grant] = []) {
    actual.people.append(
      ActualPerson(id: UserID("u-\(email)"), email: email, grants: (grants + [Grant(World.base.id)]).sorted()))
    actual.people.sort { $0.email < $1.email }
  }

  /// The policy has a group.
  mutating func declareGroup(
    _ name: String, previously: [String] = [], _ members: [DesiredMembership], roles: [DesiredGrant] = [],
  ) {
    let place = Situation.at(5, "groups.yaml")
    var group = DesiredGroup(
      name, members: .written(members, at: place), roles: .written(roles, at: place), at: place)
    group.previously = previously
    desired.groups.append(group)
    desired.groups.sort { $0.name < $1.name }
  }

  static func member(_ email: Email, until: String? = nil, reason: String? = nil) -> DesiredMembership {
    DesiredMembership(
      email, until: until.flatMap { Expiry($0) }, reason: reason, at: at(7, "groups.yaml", column: 9))
  }

  /// The workspace has a group.
  mutating func addGroup(_ name: String, _ members: [Email], invites: [Email] = [], _ grants: [Grant] = []) {
    let id = GroupID("g-\(actual.groups.count + 1)")
    actual.groups.append(
      ActualGroup(id: id, name: name, grants: grants.sorted(), members: members.sorted(), invites: invites.sorted()))
  }

  static let website = ScopeReference.resource(.source, "website")
  static let onWebsite = Scope.resource(.source, "src-web")
}
