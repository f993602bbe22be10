import Access
import RandomWorlds
import SegmentSandbox

/// Who holds what in the sandbox's own world: what laws look at in the place of what the tool believes.
extension SegmentSandbox.World {
  /// Every grant but the base grant that a member has, or somebody invited will have on accepting: by folded address.
  var access: [String: Set<Grant>] {
    var all: [String: Set<Grant>] = [:]
    for person in people.values { all[Self.folded(person.email), default: []].formUnion(grants(person.permissions)) }
    for invite in invites.values { all[Self.folded(invite.email), default: []].formUnion(grants(invite.permissions)) }
    for group in groups.values {
      let given = grants(group.permissions)
      for key in group.members.compactMap({ people[$0] }).map({ Self.folded($0.email) }) + group.invites {
        all[key, default: []].formUnion(given)
      }
    }
    return all
  }

  /// What a list of permissions gives, the base grant left out: Segment puts it back or does not, and accord lets it be.
  func grants(_ permissions: [Permission]) -> Set<Grant> {
    let all = permissions.flatMap { permission in
      permission.resources.map { Grant(RoleID(permission.roleID), on: Self.scope($0)) }
    }
    return Set(all).subtracting([Grant(RandomWorlds.World.base.id)])
  }

  private static func scope(_ permitted: PermittedResource) -> Scope {
    let id = ResourceID(permitted.key.id)
    switch permitted.key.type {
    case .workspace:
      return LabelSet(permitted.labels.map { Access.Label($0.key, $0.value) }).map(Scope.labels) ?? .workspace
    case .source: return .resource(.source, id)
    case .warehouse: return .resource(.warehouse, id)
    case .function: return .resource(.function, id)
    case .space: return .resource(.space, id)
    }
  }
}
