/// One role on one scope as the policy writes it. A `scope:` with several resources is several of these.
package struct DesiredGrant: Hashable, Sendable {
  package var role: RoleReference
  package var scope: ScopeReference
  /// Where the entry stands, the bundle's entry if it came through one.
  package var at: Place
  /// Kept apart: a policy has millions of entries, and hardly one says more than a role and a scope.
  private var more: More = .nothing

  package init(
    _ role: RoleReference, on scope: ScopeReference = .workspace, until: Expiry? = nil, reason: String? = nil, at: Place
  ) {
    self.role = role
    self.scope = scope
    self.at = at
    if until != nil || reason != nil { details = Details(until: until, reason: reason) }
  }

  package var until: Expiry? {
    get { details.until }
    set { details.until = newValue }
  }

  package var reason: String? {
    get { details.reason }
    set { details.reason = newValue }
  }

  /// The bundle it came through, if any, and where the subject's own list names that.
  package var bundle: PolicyReference? {
    get { details.bundle }
    set { details.bundle = newValue }
  }

  /// Further entries of the same list that give the same; none of them holds longer.
  package var others: [DesiredGrant] {
    get { details.others }
    set { details.others = newValue }
  }

  private var details: Details {
    get { if case .details(let details) = more { details } else { Details() } }
    set { more = newValue == Details() ? .nothing : .details(newValue) }
  }

  private struct Details: Hashable, Sendable {
    var until: Expiry?
    var reason: String?
    var bundle: PolicyReference?
    var others: [DesiredGrant] = []
  }

  private enum More: Hashable, Sendable {
    case nothing
    indirect case details(Details)
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
