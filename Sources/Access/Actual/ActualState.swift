/// What the API says now; saved to disk it is a snapshot. Personal data: files of it are 0600.
package struct ActualState: Hashable, Sendable {
  package var workspace: Workspace
  package var readAt: Moment
  /// Where it came from: decides whether a plan made from it may be applied.
  package var source: Source
  /// What could not be read whole; empty when the read is complete.
  package var incomplete: [IncompleteRead]
  /// Endpoints that the workspace's plan does not include, such as `groups` or `spaces`.
  package var notOnThisPlan: Set<Feature>
  package var roles: [Role]
  /// Roles that somebody holds and `GET /roles` does not offer, by the name that the reads give them.
  package var unlistedRoles: [Role]
  package var people: [ActualPerson]
  /// Addresses with a pending invite.
  package var invites: [Email]
  package var groups: [ActualGroup]
  /// Resources of the kinds that were read (``resourceKindsRead``).
  package var resources: [Resource]
  package var resourceKindsRead: Set<ResourceKind>
  package var labels: [Label]
  /// Seconds by which Segment's `Date` header is ahead of this machine's clock; nil when no answer carried one.
  package var clockDifference: Int64?
  /// What ``readAt`` was by Segment's clock, where a file says that the clock of whoever read it was wrong.
  package var segmentTime: Moment?

  package init(
    workspace: Workspace, readAt: Moment, source: Source = .segment, roles: [Role] = [], people: [ActualPerson] = [],
    invites: [Email] = [], groups: [ActualGroup] = []
  ) {
    self.workspace = workspace
    self.readAt = readAt
    self.source = source
    self.roles = roles
    self.people = people
    self.invites = invites
    self.groups = groups
    unlistedRoles = []
    incomplete = []
    notOnThisPlan = []
    resources = []
    resourceKindsRead = []
    labels = []
    clockDifference = nil
    segmentTime = nil
  }

  /// Where an actual state comes from.
  package enum Source: String, Hashable, Sendable, CaseIterable {
    case segment
    case snapshot
    case sandbox
  }

  /// What a Segment plan may leave out.
  package enum Feature: String, Hashable, Sendable, CaseIterable, Comparable {
    case groups, sources, warehouses, functions, spaces, labels, audit
    package static func < (left: Feature, right: Feature) -> Bool { left.rawValue < right.rawValue }
  }
}

/// One Segment workspace.
package struct Workspace: Hashable, Sendable {
  package let id: String
  package let slug: String
  package let name: String

  package init(id: String, slug: String, name: String) {
    self.id = id
    self.slug = slug
    self.name = name
  }
}

/// A list or a subject that could not be read whole, and why, in words for the user.
package struct IncompleteRead: Hashable, Sendable, Comparable {
  package enum Part: Hashable, Sendable {
    case roles
    case people
    case invites
    case groups
    /// One person's permissions.
    case person(UserID)
    /// One group's members, invites or permissions.
    case group(GroupID)
    case resources(ResourceKind)
    case labels
  }

  package let part: Part
  package let reason: String

  package init(_ part: Part, _ reason: String) {
    self.part = part
    self.reason = reason
  }

  package static func < (left: IncompleteRead, right: IncompleteRead) -> Bool {
    ("\(left.part)", left.reason) < ("\(right.part)", right.reason)
  }
}

/// A member of the workspace.
package struct ActualPerson: Hashable, Sendable {
  package var id: UserID
  package var email: Email
  /// May be empty.
  package var name: String
  /// Direct grants only, sorted.
  package var grants: [Grant]
  /// Permissions that cannot be written back as they were read, in words; not empty means: never `PUT`.
  package var notUnderstood: [String]
  /// When the grants were read, by Segment's clock, where they were taken over from an earlier read.
  package var asOf: Moment?

  package init(
    id: UserID, email: Email, name: String = "", grants: [Grant] = [], notUnderstood: [String] = [],
    asOf: Moment? = nil
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.grants = grants
    self.notUnderstood = notUnderstood
    self.asOf = asOf
  }
}

/// A user group with its members and pending members.
package struct ActualGroup: Hashable, Sendable {
  package var id: GroupID
  package var name: String
  package var grants: [Grant]
  package var notUnderstood: [String]
  package var members: [Email]
  /// Pending invites that are members already.
  package var invites: [Email]
  /// When grants or members were read, by Segment's clock, where they were taken over from an earlier read.
  package var asOf: Moment?

  package init(
    id: GroupID, name: String, grants: [Grant] = [], members: [Email] = [], invites: [Email] = [],
    notUnderstood: [String] = [], asOf: Moment? = nil
  ) {
    self.id = id
    self.name = name
    self.grants = grants
    self.members = members
    self.invites = invites
    self.notUnderstood = notUnderstood
    self.asOf = asOf
  }
}

/// A source, warehouse, function or space.
package struct Resource: Hashable, Sendable {
  package let kind: ResourceKind
  package let id: ResourceID
  /// Empty where Segment has none (warehouses, functions).
  package let slug: String
  package let name: String
  /// Only sources show theirs.
  package let labels: [Label]

  package init(_ kind: ResourceKind, id: ResourceID, slug: String = "", name: String = "", labels: [Label] = []) {
    self.kind = kind
    self.id = id
    self.slug = slug
    self.name = name
    self.labels = labels
  }
}
