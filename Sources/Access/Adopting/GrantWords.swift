/// Grants in the words of a policy, such that planning them back leads to the same grant.
struct GrantWords {
  let situation: Situation
  private let roles: [RoleID: Role]

  init(_ situation: Situation) {
    self.situation = situation
    roles = Dictionary(situation.actual.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Why something cannot be said in a policy.
  struct Unsayable: Error {
    let why: String
  }

  func written(_ grant: Grant) throws(Unsayable) -> WrittenGrant {
    guard let role = roles[grant.role] else { throw Unsayable(why: "Segment does not offer this role") }
    return WrittenGrant(try reference(role), on: try scope(grant.scope, of: role))
  }

  /// By name, pinned by id where the name leads elsewhere.
  private func reference(_ role: Role) throws(Unsayable) -> RoleReference {
    let isTaken = role.name.hasPrefix("id/") || role.name.hasPrefix("bundle/")
    for reference in isTaken ? [.id(role.id)] : [RoleReference.name(RoleCatalog.currentName(role.name)), .id(role.id)] {
      if case .role(let found) = situation.roles.match(reference), found.id == role.id { return reference }
    }
    throw Unsayable(why: "neither its name nor its id leads back to it")
  }

  private func scope(_ scope: Scope, of role: Role) throws(Unsayable) -> ScopeReference {
    switch scope {
    case .workspace: return .workspace
    case .labels(let labels):
      guard RoleCatalog.entry(role.name)?.takesLabels != false else {
        throw Unsayable(why: "a policy does not narrow this role by labels")
      }
      guard Set(labels.pairs.map(\.key)).count == labels.pairs.count else {
        throw Unsayable(why: "it has two values for one label")
      }
      if let unknown = labels.pairs.first(where: { situation.resources.match($0) != .known }) {
        throw Unsayable(why: "the workspace has no label \(unknown)")
      }
      return .labels(labels)
    case .resource(let kind, let id): return try resource(kind, id)
    }
  }

  /// By slug, name or id, whichever comes first of those that lead back.
  private func resource(_ kind: ResourceKind, _ id: ResourceID) throws(Unsayable) -> ScopeReference {
    let known = situation.actual.resources.first { $0.kind == kind && $0.id == id }
    for text in [known?.slug, known?.name, id.text].compactMap({ $0 }) where !text.isEmpty && !text.contains("*") {
      switch situation.resources.match(kind, text) {
      case .resource(id), .heldOnly(id): return .resource(kind, text)
      case .resource, .heldOnly, .unread, .problem: continue
      }
    }
    throw Unsayable(why: "neither its slug nor its name nor its id leads back to it")
  }

  /// The entries of a policy's list that lead to a grant and have not ended.
  func entries(_ entries: [DesiredGrant], leadingTo grant: Grant) -> [WrittenGrant] {
    let found = entries.filter { entry in
      guard case .role(let role) = situation.roles.match(entry.role), role.id == grant.role else { return false }
      switch (entry.scope, grant.scope) {
      case (.workspace, .workspace): return true
      case (.labels(let written), .labels(let labels)): return written == labels
      case (.resource(let kind, let text), .resource(let other, let id)):
        guard kind == other else { return false }
        switch situation.resources.match(kind, text) {
        case .resource(let found), .heldOnly(let found): return found == id
        case .unread, .problem: return false
        }
      case (.workspace, _), (.labels, _), (.resource, _): return false
      }
    }
    return Set(found.map { WrittenGrant($0) }).sorted()
  }
}
