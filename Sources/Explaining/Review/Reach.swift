package import Access

/// Whether a row's role acts on one resource.
package enum Reach: Hashable, Sendable {
  /// By the scope, in words: `the workspace`, `environment:dev`, `source/website`.
  case reaches(by: String)
  /// Nobody can tell, and why.
  case perhaps(by: String, why: String)
  case no
}

extension AccessReview {
  /// Whether a grant acts on a resource: by its own name, by the labels the resource carries, or as part of the
  /// workspace where the role is about resources of that kind.
  package func reach(of grant: Grant, on resource: Resource) -> Reach {
    let by = names.scope(grant.scope)
    switch grant.scope {
    case .resource(let kind, let id):
      return kind == resource.kind && id == resource.id ? .reaches(by: by) : .no
    case .workspace: return reach(of: grant.role, on: resource.kind, by)
    case .labels(let labels):
      let role = reach(of: grant.role, on: resource.kind, by)
      switch (role, resource.kind) {
      case (.no, _), (_, .warehouse), (_, .function): return .no
      case (_, .source):
        if let why = whyLabelsAreUnknown(of: resource) { return .perhaps(by: by, why: why) }
        return Set(resource.labels).isSuperset(of: labels.pairs) ? role : .no
      case (_, .space): return .perhaps(by: by, why: "Segment does not show the labels of spaces")
      }
    }
  }

  /// Why nobody can tell which labels a source carries; nil where that was read.
  package func whyLabelsAreUnknown(of source: Resource) -> String? {
    if isOfPolicyAlone { return "a policy does not say which labels a source carries" }
    if !knowsSources { return "the sources were not read" }
    let isListed = resources.contains { $0.kind == source.kind && $0.id == source.id }
    return isListed ? nil : "no list shows this source and its labels"
  }

  private func reach(of role: RoleID, on kind: ResourceKind, _ by: String) -> Reach {
    guard let kinds = RoleCatalog.entry(names.role(role))?.reaches else {
      return .perhaps(by: by, why: "no source says what this role acts on")
    }
    return kinds.contains(kind) ? .reaches(by: by) : .no
  }

  /// Whether a row leads to a thing. What cannot be read may.
  package func reach(of row: AccessRow, on thing: AccessThing) -> Reach {
    switch (thing, row.gain) {
    case (.resource(let resource), _): return reach(of: row, on: resource)
    case (.group(let group), _):
      return row.group?.key == group.reference.key ? .reaches(by: "group \(group.reference.name)") : .no
    case (.workspace, .account), (.workspace, .invite): return .reaches(by: names.scope(.workspace))
    case (.workspace, .grant(let grant)):
      return grant.scope == .workspace ? .reaches(by: names.scope(grant.scope)) : .no
    case (.role(let role), .account), (.role(let role), .grant):
      guard let grant = row.grant, grant.role == role else { return .no }
      return .reaches(by: names.scope(grant.scope))
    case (_, .membership): return .no
    case (.role, .invite): return Self.invite
    case (_, .notUnderstood): return Self.notUnderstood
    }
  }

  private static var invite: Reach { .perhaps(by: "the invite", why: "nobody can read what an invite carries") }
  private static var notUnderstood: Reach { .perhaps(by: "a permission", why: "it could not be understood") }

  /// Whether a row acts on a resource. What cannot be read may.
  package func reach(of row: AccessRow, on resource: Resource) -> Reach {
    switch row.gain {
    case .account(let base): base.map { reach(of: $0, on: resource) } ?? .no
    case .grant(let grant): reach(of: grant, on: resource)
    case .invite: Self.invite
    case .membership: .no
    case .notUnderstood: Self.notUnderstood
    }
  }
}
