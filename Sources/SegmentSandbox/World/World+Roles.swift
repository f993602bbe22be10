extension World {
  /// Names proven to come from `GET /roles`.
  static let ownerRoleName = "Workspace Owner"
  static let baseGrantName = "Minimal Workspace Access"

  /// The role of that id.
  package func role(id: String) -> Role? { roles.first { $0.id == id } }

  /// The role of exactly that name.
  package func role(named name: String) -> Role? { roles.first { $0.name == name } }

  /// A permission of the role with that name on the whole workspace; nil when the workspace has no such role.
  package func permission(roleNamed name: String, labels: Set<LabelKey> = []) -> Permission? {
    role(named: name).map { permission(roleID: $0.id, labels: labels) }
  }

  /// A permission of that role on the whole workspace, narrowed by labels if there are any.
  package func permission(roleID: String, labels: Set<LabelKey> = []) -> Permission {
    Permission(
      roleID: roleID, resources: [PermittedResource(ResourceKey(.workspace, workspace.id), labels: labels)])
  }

  /// Ids of the people who own the workspace, directly or through a group.
  package var owners: Set<String> {
    guard let role = role(named: World.ownerRoleName) else { return [] }
    let direct = people.values.filter { $0.permissions.contains { $0.roleID == role.id } }.map(\.id)
    let through = groups.values.filter { $0.permissions.contains { $0.roleID == role.id } }.flatMap(\.members)
    return Set(direct).union(through)
  }

  /// Whether anybody owns the workspace; asked before and after every write, so it stops at the first.
  var hasOwner: Bool {
    guard let role = role(named: World.ownerRoleName) else { return false }
    return people.contains { $0.permissions.contains { $0.roleID == role.id } }
      || groups.contains { !$0.members.isEmpty && $0.permissions.contains { $0.roleID == role.id } }
  }
}
