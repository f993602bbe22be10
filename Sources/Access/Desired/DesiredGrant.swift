/// One role on one scope as the policy writes it. A `scope:` with several resources is several of these.
package struct DesiredGrant: Hashable, Sendable {
  package var role: RoleReference
  package var scope: ScopeReference
  /// Where the entry stands, the bundle's entry if it came through one.
  package var at: Place
  private var details = Details.none

  package init(
    _ role: RoleReference, on scope: ScopeReference = .workspace, until: Expiry? = nil, reason: String? = nil, at: Place
  ) {
    self.role = role
    self.scope = scope
    self.at = at
    if until != nil || reason != nil { written = Written(until: until, reason: reason) }
  }

  /// What few grants have, kept apart: of two million grants it would be most of the memory.
  private indirect enum Details: Hashable, Sendable {
    case none
    case written(Written)
  }

  private struct Written: Hashable, Sendable {
    var until: Expiry?
    var reason: String?
    var bundle: PolicyReference?
    var others: [DesiredGrant] = []
  }

  /// One form for one meaning: nothing written is never kept, so that equal grants are equal.
  private var written: Written {
    get {
      switch details {
      case .none: Written()
      case .written(let written): written
      }
    }
    set { details = newValue == Written() ? .none : .written(newValue) }
  }
}

extension DesiredGrant {
  package var until: Expiry? {
    get { written.until }
    set { written.until = newValue }
  }

  package var reason: String? {
    get { written.reason }
    set { written.reason = newValue }
  }

  /// The bundle it came through, if any, and where the subject's own list names that.
  package var bundle: PolicyReference? {
    get { written.bundle }
    set { written.bundle = newValue }
  }

  /// Further entries of the same list that give the same; none of them holds longer.
  package var others: [DesiredGrant] {
    get { written.others }
    set { written.others = newValue }
  }
}

/// A role by its name, or pinned by id (`id/…`).
package enum RoleReference: Hashable, Sendable, CustomStringConvertible {
  case name(String)
  case id(RoleID)

  package var description: String {
    switch self {
    case .name(let name): name
    case .id(let id): "id/\(id.text)"
    }
  }
}

/// A scope before its resource is looked up.
package enum ScopeReference: Hashable, Sendable {
  case workspace
  case labels(LabelSet)
  /// An id, else a slug, else a name: whatever stood behind the slash of `source/website`.
  case resource(ResourceKind, String)
}
