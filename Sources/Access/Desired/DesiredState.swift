/// What a policy means: names still as written, teams and bundles expanded, each part with its place.
///
/// Roles and resources are resolved to ids by the planner, against an actual state (`Planning/Resolution`).
package struct DesiredState: Hashable, Sendable {
  package var workspace: DesiredWorkspace
  package var manage: Manage
  /// Sorted by e-mail.
  package var people: [DesiredPerson]
  /// Sorted by name.
  package var groups: [DesiredGroup]
  /// Groups that are to be gone; sorted by name.
  package var deletedGroups: [DeletedGroup] = []
  /// Sorted by name. What they give is in the lists of people and groups; they stand here for those that no list names.
  package var bundles: [DesiredBundle] = []
  package var guardrails: [Guardrail]
  package var ignore: [IgnoreRule]
  /// Every team with its people, for reports and `except: team/…`.
  package var teams: [String: [Email]]
  /// SHA-256 over paths and contents, `sha256:…`.
  package var digest: String
  package var files: Int

  package init(
    workspace: DesiredWorkspace, manage: Manage = Manage(), people: [DesiredPerson] = [], groups: [DesiredGroup] = [],
    guardrails: [Guardrail] = [], ignore: [IgnoreRule] = [], teams: [String: [Email]] = [:], digest: String = "",
    files: Int = 0
  ) {
    self.workspace = workspace
    self.manage = manage
    self.people = people
    self.groups = groups
    self.guardrails = guardrails
    self.ignore = ignore
    self.teams = teams
    self.digest = digest
    self.files = files
  }
}

/// A named list of role grants.
package struct DesiredBundle: Hashable, Sendable {
  package var name: String
  package var roles: [DesiredGrant]
  /// Whether several workspaces share it.
  package var isIncluded: Bool

  package init(_ name: String, roles: [DesiredGrant], isIncluded: Bool = false) {
    self.name = name
    self.roles = roles
    self.isIncluded = isIncluded
  }
}

/// The workspace a policy is for.
package struct DesiredWorkspace: Hashable, Sendable {
  package enum Region: String, Hashable, Sendable, CaseIterable {
    case us
    case eu
  }

  package var slug: String
  package var region: Region
  package var at: Place

  package init(slug: String, region: Region = .us, at: Place) {
    self.slug = slug
    self.region = region
    self.at = at
  }
}

/// What happens to what is not written.
package struct Manage: Hashable, Sendable {
  package enum People: String, Hashable, Sendable, CaseIterable {
    /// Undeclared members are deprovisioned, undeclared invites cancelled.
    case exact
    /// Left alone and listed.
    case atLeast = "at-least"
    /// The identity provider owns who is here.
    case unmanaged
  }

  package enum Extent: String, Hashable, Sendable, CaseIterable {
    case exact
    case atLeast = "at-least"
  }

  package var people: People
  package var directRoles: Extent
  package var groups: Extent

  package init(people: People = .atLeast, directRoles: Extent = .atLeast, groups: Extent = .atLeast) {
    self.people = people
    self.directRoles = directRoles
    self.groups = groups
  }
}
