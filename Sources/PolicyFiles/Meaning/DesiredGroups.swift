internal import Access

/// Declared groups to desired ones, on several threads, each group for itself.
struct DesiredGroups: Sendable {
  let declared: [String: GroupDeclaration]
  let memberships: Memberships
  let grants: Grants

  init(_ catalogue: Catalogue, _ memberships: Memberships) {
    declared = catalogue.groups
    self.memberships = memberships
    grants = Grants(bundles: catalogue.bundles)
  }

  /// Groups of which a part is missing are reported already and left out.
  func groups() -> [DesiredGroup] {
    let names = declared.keys.sorted()
    // A few groups are made out sooner than a thread is started.
    let shares = stride(from: 0, to: names.count, by: 20).map { names[$0..<min($0 + 20, names.count)] }
    return concurrentMap(shares) { $0.compactMap(group) }.flatMap(\.self)
  }

  private func group(_ name: String) -> DesiredGroup? {
    guard let declared = declared[name], let members = declared.members, let roles = declared.roles else { return nil }
    var group = DesiredGroup(
      declared.name, members: self.members(members, of: declared), roles: self.roles(roles), at: declared.at)
    group.membersExtent = declared.membersExtent
    group.rolesExtent = declared.rolesExtent
    group.id = declared.id
    group.previously = declared.previously.map(\.value).sorted()
    return group
  }

  private func members(_ declared: MembersDeclaration, of group: GroupDeclaration) -> DesiredGroup.Members {
    switch declared {
    case .unmanaged(let at): .unmanaged(at)
    case .written(let entries, let at): .written(memberships.members(of: group, written: entries), at: at)
    }
  }

  private func roles(_ declared: RolesDeclaration) -> DesiredGroup.Roles {
    switch declared {
    case .unmanaged(let at): .unmanaged(at)
    case .written(let entries, let at): .written(grants.grants(entries), at: at)
    }
  }
}
