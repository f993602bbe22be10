package import Access

extension DesiredState {
  /// The policy that says exactly what a workspace has, the base grant left unsaid; nil where two groups have one name,
  /// which no policy can write.
  package init?(exactly actual: ActualState) {
    guard Set(actual.groups.map(\.name)).count == actual.groups.count else { return nil }
    let place = Place(file: "policy.yaml", line: 1, column: 1)
    self.init(
      workspace: DesiredWorkspace(slug: actual.workspace.slug, at: place),
      manage: Manage(people: .exact, directRoles: .exact, groups: .exact))
    let entries = { (grants: [Grant]) in
      grants.filter { $0 != Grant(World.base.id) }.map { grant -> DesiredGrant in
        let scope: ScopeReference =
          switch grant.scope {
          case .workspace: .workspace
          case .labels(let labels): .labels(labels)
          case .resource(let kind, let id): .resource(kind, id.text)
          }
        return DesiredGrant(.id(grant.role), on: scope, at: place)
      }
    }
    people = actual.people.map { DesiredPerson($0.email, roles: .written(entries($0.grants), at: place), at: place) }
    let members = Set(actual.people.map(\.email))
    people += Set(actual.invites).subtracting(members).map { DesiredPerson($0, at: place) }
    people.sort { $0.email < $1.email }
    groups = actual.groups.map { group in
      let members = Set(group.members + group.invites).sorted().map { DesiredMembership($0, at: place) }
      return DesiredGroup(
        group.name, members: .written(members, at: place), roles: .written(entries(group.grants), at: place), at: place)
    }
    groups.sort { $0.name < $1.name }
  }
}
