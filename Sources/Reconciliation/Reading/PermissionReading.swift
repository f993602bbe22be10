import Access
import SegmentAPI

/// Segment's permissions as grants, and what among them could not be written back as it was read.
struct PermissionReading {
  private(set) var grants: Set<Grant> = []
  private(set) var notUnderstood: [String] = []
  /// What the reads call the roles.
  private(set) var roleNames: [RoleID: String] = [:]

  init(_ permissions: [SegmentPermission], workspace: String) {
    for permission in permissions {
      roleNames[RoleID(permission.roleId)] = permission.roleName
      if permission.resources.isEmpty { refuse(permission, "no resource at all") }
      for resource in permission.resources { read(resource, of: permission, workspace) }
    }
    notUnderstood.sort()
  }

  var sorted: [Grant] { grants.sorted() }

  private mutating func read(_ resource: SegmentResource, of permission: SegmentPermission, _ workspace: String) {
    let role = RoleID(permission.roleId)
    let (own, shared) = (labels(resource.labels), labels(permission.labels))
    switch (resource.type, own ?? shared) {
    case _ where own != nil && shared != nil && own != shared: refuse(permission, "labels on two levels that differ")
    case (.workspace, _) where resource.id != workspace: refuse(permission, "another workspace, \(resource.id)")
    case (.workspace, nil): grants.insert(Grant(role, on: .workspace))
    case (.workspace, let labels?): grants.insert(Grant(role, on: .labels(labels)))
    case (_, .some): refuse(permission, "labels on \(resource.type.rawValue) \(resource.id)")
    case (let type, nil):
      guard let kind = ResourceKind(wire: type) else {
        refuse(permission, "\(type.rawValue) \(resource.id), a kind of resource unknown to accord")
        return
      }
      grants.insert(Grant(role, on: .resource(kind, ResourceID(resource.id))))
    }
  }

  private func labels(_ labels: [SegmentLabel]) -> LabelSet? { LabelSet(labels.map { Label($0.key, $0.value) }) }

  private mutating func refuse(_ permission: SegmentPermission, _ what: String) {
    notUnderstood.append("\(permission.roleName.isEmpty ? permission.roleId : permission.roleName) on \(what)")
  }
}

extension ResourceKind {
  /// Segment's word for the kind; nil for one that accord does not know.
  init?(wire type: SegmentResourceType) {
    switch type {
    case .source: self = .source
    case .warehouse: self = .warehouse
    case .function: self = .function
    case .space: self = .space
    default: return nil
    }
  }

  var wire: SegmentResourceType {
    switch self {
    case .source: .source
    case .warehouse: .warehouse
    case .function: .function
    case .space: .space
    }
  }
}

extension [PermissionInput] {
  /// Grants as Segment takes them: entries of one role become one permission with all their resources, each label set
  /// its own resource entry, never united. Sorted, so that one set of grants is always one body.
  init(_ grants: Set<Grant>, workspace: String) {
    let byRole = Dictionary(grouping: grants.sorted(), by: \.role)
    self = byRole.sorted { $0.key < $1.key }.map { role, grants in
      PermissionInput(roleId: role.text, resources: grants.map { SegmentResource($0.scope, workspace: workspace) })
    }
  }
}

extension SegmentResource {
  init(_ scope: Scope, workspace: String) {
    switch scope {
    case .workspace: self.init(id: workspace, type: .workspace)
    case .labels(let labels):
      self.init(
        id: workspace, type: .workspace, labels: labels.pairs.map { SegmentLabel(key: $0.key, value: $0.value) })
    case .resource(let kind, let id): self.init(id: id.text, type: kind.wire)
    }
  }
}
