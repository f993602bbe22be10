internal import Access

/// One grant in the words of a policy.
struct ImportedGrant: Hashable {
  /// What stands behind `role:`: a name, or `id/…`.
  let role: String
  let scope: Scope

  enum Scope: Hashable {
    case workspace
    case labels(LabelSet)
    /// `source/website`, and what it is called where that is an id.
    case resource(String, called: String?)
  }
}

extension ImportedGrant: Comparable {
  static func < (left: ImportedGrant, right: ImportedGrant) -> Bool {
    left.role == right.role ? left.scope < right.scope : left.role < right.role
  }
}

extension ImportedGrant.Scope: Comparable {
  /// The workspace, then label sets, then resources.
  static func < (left: ImportedGrant.Scope, right: ImportedGrant.Scope) -> Bool {
    switch (left, right) {
    case (.workspace, .workspace): false
    case (.workspace, _): true
    case (_, .workspace): false
    case (.labels(let first), .labels(let second)): first < second
    case (.labels, .resource): true
    case (.resource, .labels): false
    case (.resource(let first, _), .resource(let second, _)): first < second
    }
  }
}

/// What a policy says of a subject's roles.
enum WrittenRoles: Hashable {
  /// Exactly these.
  case list([ImportedGrant])
  /// `unmanaged`, and why: a list without what cannot be said would take that away.
  case leftAlone([String])
}
