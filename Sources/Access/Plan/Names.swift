/// What ids are called, for whoever reads a plan.
package struct Names: Hashable, Sendable {
  private var roles: [RoleID: String]
  private var resources: [ResourceKey: String]
  /// Names that several groups bear: it takes the id to tell which is meant.
  package private(set) var sharedByGroups: Set<String> = []

  private struct ResourceKey: Hashable {
    let kind: ResourceKind
    let id: ResourceID
  }

  package init() {
    roles = [:]
    resources = [:]
  }

  /// The names of an actual state: a resource is called by its slug where Segment has one, else by its id.
  package init(_ actual: ActualState) {
    self.init()
    for role in actual.unlistedRoles + actual.roles { roles[role.id] = role.name }
    for resource in actual.resources { name(resource.kind, resource.id, resource.slug) }
    var seen: Set<String> = []
    sharedByGroups = Set(actual.groups.map(\.name).filter { !seen.insert($0).inserted })
  }

  /// Several groups bear each of these names.
  package mutating func share(_ names: some Sequence<String>) { sharedByGroups.formUnion(names) }

  package mutating func name(_ role: RoleID, _ name: String) { roles[role] = name }

  package mutating func name(_ kind: ResourceKind, _ id: ResourceID, _ slug: String) {
    resources[ResourceKey(kind: kind, id: id)] = slug.isEmpty ? id.text : slug
  }

  /// Takes over the names of ids that have none yet.
  package mutating func learn(_ others: Names) {
    roles.merge(others.roles) { own, _ in own }
    resources.merge(others.resources) { own, _ in own }
  }

  /// Every role that has a name here, sorted.
  package var namedRoles: [(id: RoleID, name: String)] {
    roles.map { (id: $0.key, name: $0.value) }.sorted { $0.id < $1.id }
  }

  /// Every resource that is called otherwise than by its id here, sorted.
  package var namedResources: [(kind: ResourceKind, id: ResourceID, name: String)] {
    resources.filter { $0.value != $0.key.id.text }.map { (kind: $0.key.kind, id: $0.key.id, name: $0.value) }
      .sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }
  }

  /// The role's name, or its id where nothing names it.
  package func role(_ id: RoleID) -> String { roles[id] ?? "id/\(id.text)" }

  /// `Analytics`; `Analytics (g1)` where several groups bear the name.
  package func group(_ group: GroupReference) -> String {
    sharedByGroups.contains(group.name) ? "\(group.name) (\(group.id?.text ?? "new"))" : group.name
  }

  /// `ada@acme.com`, `group Analytics`
  package func subject(_ subject: Subject) -> String {
    switch subject {
    case .person(let person): person.email.written
    case .group(let group): "group \(self.group(group))"
    }
  }

  /// `source/website`
  package func resource(_ kind: ResourceKind, _ id: ResourceID) -> String {
    "\(kind.rawValue)/\(resources[ResourceKey(kind: kind, id: id)] ?? id.text)"
  }

  /// `the workspace`, `environment:dev`, `source/website`
  package func scope(_ scope: Scope) -> String {
    switch scope {
    case .workspace: "the workspace"
    case .labels(let labels): labels.description
    case .resource(let kind, let id): resource(kind, id)
    }
  }

  /// `Source Admin`, `Source Admin on source/website`
  package func grant(_ grant: Grant) -> String {
    grant.scope == .workspace ? role(grant.role) : "\(role(grant.role)) on \(scope(grant.scope))"
  }
}
