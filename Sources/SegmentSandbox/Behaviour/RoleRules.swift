/// Which resources a role may be given on, as the documents describe Segment's built-in roles (assumption A12).
///
/// `RoleV1` says nothing about it, so the name decides; a name that matches nothing may be given on everything.
struct RoleRules: Hashable {
  let types: Set<World.ResourceType>
  let takesLabels: Bool

  init(roleName name: String) {
    let lower = name.lowercased()
    switch true {
    case lower.contains("entities"): (types, takesLabels) = (Set(World.ResourceType.allCases), true)
    case lower.contains("source"): (types, takesLabels) = ([.workspace, .source], true)
    case lower.contains("function"): (types, takesLabels) = ([.workspace, .function], false)
    case lower.contains("identity admin"): (types, takesLabels) = ([.workspace], false)
    case ["unify", "engage", "personas", "profiles"].contains(where: lower.contains):
      (types, takesLabels) = ([.workspace, .space], true)
    // Documented as covering every warehouse, yet WAREHOUSE is in the schema: accepted.
    case lower.contains("warehouse"): (types, takesLabels) = ([.workspace, .warehouse], false)
    case ["workspace", "tracking plan", "privacy", "pii", "observability"].contains(where: lower.contains):
      (types, takesLabels) = ([.workspace], false)
    default: (types, takesLabels) = (Set(World.ResourceType.allCases), true)
    }
  }

  /// Why the role cannot be given on that resource; nil when it can.
  func objection(to permitted: World.PermittedResource) -> String? {
    if !types.contains(permitted.key.type) {
      return "role cannot be applied to a resource of type \(permitted.key.type.rawValue)"
    }
    guard !permitted.labels.isEmpty else { return nil }
    if permitted.key.type != .workspace { return "labels are exclusive to Workspace-level permissions" }
    return takesLabels ? nil : "role does not support labels"
  }

  /// What Free and Team workspaces can give.
  static func isInEveryTier(_ role: World.Role) -> Bool {
    [World.ownerRoleName, World.baseGrantName, "Source Admin"].contains(role.name)
  }
}
