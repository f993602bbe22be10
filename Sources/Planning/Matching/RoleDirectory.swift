package import Access

/// The roles of a workspace, by id and by name.
package struct RoleDirectory {
  private let byID: [RoleID: Role]
  private let byName: [String: [Role]]
  /// Workspace Owner; nil when the role list does not have exactly one.
  package let owner: RoleID?
  /// Minimal Workspace Access; nil where `GET /roles` does not offer it.
  let base: RoleID?
  /// The same role where people hold it, offered or not: kept, and never a difference unless declared.
  package let kept: RoleID?

  /// - Parameter unlisted: roles that are held and not offered.
  init(_ roles: [Role], unlisted: [Role] = []) {
    byID = Dictionary(roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    byName = Dictionary(grouping: byID.values, by: \.name)
    owner = Self.only(byName[Role.ownerName])
    base = Self.only(byName[Role.baseName])
    kept = base ?? Self.only(unlisted.filter { $0.name == Role.baseName })
  }

  private static func only(_ roles: [Role]?) -> RoleID? { roles?.count == 1 ? roles?.first?.id : nil }

  /// Whether a grant is the base grant, which is never a difference unless declared.
  package func isBase(_ grant: Grant) -> Bool { grant.role == kept && grant.scope == .workspace }

  /// What a reference leads to.
  package enum Match {
    case role(Role)
    /// A message for the policy's author.
    case problem(String)
  }

  /// What a name or `id/…` leads to.
  package func match(_ reference: RoleReference) -> Match {
    switch reference {
    case .id(let id):
      return byID[id].map(Match.role) ?? .problem("no role has the id '\(id.text)'; `accord snapshot` lists the roles")
    case .name(let name):
      let entry = RoleCatalog.entry(name)
      let called = [name] + (entry.map { [$0.name] + $0.otherNames } ?? [])
      let found = called.lazy.compactMap { byName[$0] }.first ?? []
      if found.count > 1 {
        let ids = found.map(\.id.text).sorted().joined(separator: " and ")
        return .problem("two roles are called '\(name)': \(ids); name one with id/…")
      }
      return found.first.map(Match.role) ?? .problem(unknown(name))
    }
  }

  /// Whether an entry that leads to nothing may have been written for a grant: one of the same role on whatever scope, or
  /// one whose role is not there, which may mean any; Workspace Owner only if at most two letters are wrong.
  ///
  /// - Parameter reference: the role that the entry names.
  func mayMean(_ reference: RoleReference, _ grant: Grant) -> Bool {
    if case .role(let role) = match(reference) { return role.id == grant.role }
    guard let owner, grant.role == owner else { return true }
    return switch reference {
    case .name(let name): NearestName.mayOffer(owner: Role.ownerName, for: name)
    case .id(let id): NearestName.mayOffer(owner: owner.text, for: id.text)
    }
  }

  /// Whether any role goes by this name or one that stands for it.
  func has(_ name: String) -> Bool {
    let entry = RoleCatalog.entry(name)
    return ([name] + (entry.map { [$0.name] + $0.otherNames } ?? [])).contains { byName[$0] != nil }
  }

  /// The name of a role of Segment's that this workspace's plan leaves out; nil for one that it has, and for a name that
  /// is none of Segment's.
  func leftOut(_ reference: RoleReference) -> String? {
    guard case .name(let name) = reference, RoleCatalog.entry(name) != nil, !has(name) else { return nil }
    return name
  }

  private func unknown(_ name: String) -> String {
    let candidates = byName.keys.filter { $0 != Role.ownerName || NearestName.mayOffer(owner: $0, for: name) }
    let offer = NearestName.nearest(to: name, among: candidates).map { "; did you mean '\($0)'?" }
    return "this workspace has no role '\(name)'"
      + (offer ?? "; it has \(byName.keys.sorted().map { "'\($0)'" }.joined(separator: ", "))")
  }
}
