internal import Access

/// How what a workspace has is written in a policy, so that reading and planning lead back to the same: by name, by id
/// where the name is another's too, and not at all where neither leads back.
struct PolicyWords {
  private let lookup: NameLookup
  private let names: Names
  private let roles: [RoleID: Role]
  private let resources: [ResourceKind: [ResourceID: Resource]]

  init(_ actual: ActualState) {
    lookup = NameLookup(actual)
    names = Names(actual)
    roles = Dictionary(actual.roles.map { ($0.id, $0) }) { first, _ in first }
    resources = Dictionary(grouping: actual.resources, by: \.kind).mapValues { ofKind in
      Dictionary(ofKind.map { ($0.id, $0) }) { first, _ in first }
    }
  }

  /// The roles of one subject, the base grant left unsaid.
  func roles(_ grants: [Grant], notUnderstood: [String]) -> WrittenRoles {
    var (written, unsayable) = ([ImportedGrant](), notUnderstood)
    for grant in grants.sorted() where !lookup.isBase(grant) {
      switch word(for: grant) {
      case .success(let grant): written.append(grant)
      case .failure(let why): unsayable.append("\(names.grant(grant)): \(why.text)")
      }
    }
    return unsayable.isEmpty ? .list(Array(Set(written)).sorted()) : .leftAlone(unsayable)
  }

  /// Why something cannot be written.
  private struct Unsayable: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private func word(for grant: Grant) -> Result<ImportedGrant, Unsayable> {
    guard let role = roles[grant.role] else { return .failure(Unsayable("Segment does not offer this role")) }
    guard let text = text(for: role) else { return .failure(Unsayable("neither its name nor its id can be written")) }
    return scope(grant.scope, of: role).map { ImportedGrant(role: text, scope: $0) }
  }

  /// A role's name, else `id/…`.
  private func text(for role: Role) -> String? {
    let isName = SourceReader.isIdentity(role.name) && !["id/", "bundle/"].contains { role.name.hasPrefix($0) }
    if isName, lookup.role(.name(RoleCatalog.currentName(role.name))) == role.id { return role.name }
    let isID = SourceReader.isIdentity(role.id.text) && lookup.role(.id(role.id)) == role.id
    return isID ? "id/\(role.id.text)" : nil
  }

  private func scope(_ scope: Scope, of role: Role) -> Result<ImportedGrant.Scope, Unsayable> {
    switch scope {
    case .workspace: .success(.workspace)
    case .labels(let labels): self.labels(labels, of: role)
    case .resource(let kind, let id): resource(kind, id)
    }
  }

  private func labels(_ labels: LabelSet, of role: Role) -> Result<ImportedGrant.Scope, Unsayable> {
    if RoleCatalog.entry(role.name)?.takesLabels == false {
      return .failure(Unsayable("a policy does not narrow this role by labels"))
    }
    if Set(labels.pairs.map(\.key)).count < labels.pairs.count {
      return .failure(Unsayable("two values for one label"))
    }
    for label in labels.pairs {
      guard lookup.has(label) else { return .failure(Unsayable("the workspace has no label \(label)")) }
      guard SourceReader.isIdentity(label.key), SourceReader.isIdentity(label.value) else {
        return .failure(Unsayable("a label that cannot be written"))
      }
    }
    return .success(.labels(labels))
  }

  /// By slug, name or id, whichever comes first of those that lead back.
  private func resource(_ kind: ResourceKind, _ id: ResourceID) -> Result<ImportedGrant.Scope, Unsayable> {
    let known = resources[kind]?[id]
    for text in [known?.slug, known?.name, id.text].compactMap(\.self) where isScope(text) {
      guard lookup.resource(kind, text) == id else { continue }
      let called = text == id.text ? known?.name : nil
      return .success(.resource("\(kind.rawValue)/\(text)", called: called?.isEmpty == true ? nil : called))
    }
    return .failure(Unsayable("neither its slug nor its name nor its id can be written"))
  }

  private func isScope(_ text: String) -> Bool { SourceReader.isIdentity(text) && !text.contains("*") }
}
