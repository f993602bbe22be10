/// The types of Segment's audit events, from its documents (audit-trail.md, before and after November 2023) and from
/// what its reference says each endpoint leaves in the trail. Type names have changed before: one that is not here is
/// unknown, and then nothing may be concluded from the trail.
package enum AuditEventKind {
  /// What an event means for a comparison with a policy.
  package enum Bearing: Hashable, Sendable {
    /// It is about people, groups, roles, or about what a role can point at.
    case access
    case unrelated
    case unknown
  }

  package static func bearing(of type: String) -> Bearing {
    if access.contains(type) { return .access }
    return unrelated.contains(type) ? .unrelated : .unknown
  }

  /// Somebody was invited.
  package static let invited: Set<String> = [
    "Non-Segment User Invited to Workspace", "New Segment User Invited to Workspace", "User Invite Sent",
  ]
  /// Somebody has an account now.
  package static let arrived: Set<String> = ["User Invite Accepted", singleSignOn]
  /// Somebody came through the identity provider, without an invite.
  package static let singleSignOn = "User Added via SSO"
  /// An invite is there no more.
  package static let inviteGone: Set<String> = ["Invite Deleted", "User Invite Deleted"]
  /// `DELETE /users` leaves only `Group Memberships Deleted`.
  package static let removed: Set<String> = ["User Removed", "Group Memberships Deleted"]
  /// Somebody is in a group now.
  package static let joined: Set<String> = ["User Added To User Group", "Subjects Added to Group"]
  /// Somebody is in a group no more.
  package static let left: Set<String> = ["User Removed From User Group", "Group Memberships Deleted"]
  /// A person's direct roles changed.
  package static let personsRoles: Set<String> = ["User Policy Updated", "Policy Created", "Policy Deleted"]
  /// A group's roles changed.
  package static let groupsRoles: Set<String> = ["User Group Policy Updated", "Policy Created", "Policy Deleted"]
  /// A group is there now.
  package static let groupCreated: Set<String> = ["User Group Created"]
  /// A group has another name, perhaps.
  package static let groupUpdated: Set<String> = ["User Group Updated"]
  /// A group is there no more.
  package static let groupDeleted: Set<String> = ["User Group Deleted"]

  /// Whoever it names may be there no more: where it is an address that nobody has, it concerns nobody.
  package static let departures = invited.union(inviteGone).union(removed).union(left)

  // What names and labels of a policy are looked up among: a resource that comes or goes changes what they mean.

  /// A label is there now, or no more.
  package static let labels: Set<String> = ["Label Created", "Label Deleted"]
  /// A resource of that kind is there now.
  package static let resourceCreated: [String: ResourceKind] = resources("Created")
  /// A resource of that kind is there no more.
  package static let resourceDeleted: [String: ResourceKind] = resources("Deleted")

  private static func resources(_ what: String) -> [String: ResourceKind] {
    [
      "Source \(what)": .source, "Source Function \(what)": .function, "Destination Function \(what)": .function,
      "Warehouses \(what)": .warehouse, "Space \(what)": .space,
      // What the API leaves in the trail when a warehouse is made or deleted through it.
      "Storage Destination \(what)": .warehouse,
    ]
  }

  private static let access: Set<String> =
    [
      invited, arrived, inviteGone, removed, joined, left, personsRoles, groupsRoles, groupCreated, groupUpdated,
      groupDeleted, labels, Set(resourceCreated.keys), Set(resourceDeleted.keys),
    ].reduce(into: []) { $0.formUnion($1) }

  private static let unrelated: Set<String> = Set(
    words([
      "Source":
        "Enabled, Disabled, Modified, Settings Modified, Connected to Tracking Plan, Disconnected From Tracking Plan",
      "Source Connected": "To Space", "Source Disconnected": "From Space",
      "Integrations": "Created, Enabled, Disabled, Modified, Deleted",
      "Integration": "Created, Enabled, Disabled, Modified, Deleted",
      "Source Function": "Modified", "Destination Function": "Modified",
      "Destination Filters": "Created, Modified, Deleted",
      "Destination Filter": "Created, Modified, Deleted, Enabled, Disabled",
      "Filter": "Created, Updated, Deleted", "Transformation": "Created, Updated, Deleted",
      "Warehouses": "Enabled, Disabled, Modified", "Warehouse": "Run Failed",
      "Warehouse Credential": "Created, Modified, Deleted",
      "Profiles Sync Warehouse": "Created, Updated, Modified, Retrieved, Deleted",
      "Storage Destination": "Modified, Enabled, Settings Validation",
      "Model": "Created, Deleted, Settings Saved, State Change Toggled",
      "Tracking Plan":
        "Created, Modified, Deleted, Updated, Inferred, New Event Blocked, New Event Allowed, New Group Trait Omitted, New Identify Trait Omitted, New Track Property Omitted, Operations Updated",
      "Violations": "Detected", "Space": "Modified",
      "Computed Trait": "Created, Modified, Deleted, CSV Downloaded, Run Failed, Destination Sync Failed",
      "Audience":
        "Created, Modified, Deleted, CSV Downloaded, Run Failed, Run Forced, Preview Created, Destination Sync Failed",
      "Engage Warehouse Source": "Created, Modified, Deleted",
    ]))

  private static func words(_ table: [String: String]) -> [String] {
    table.flatMap { thing, deeds in deeds.split(separator: ", ").map { "\(thing) \($0)" } }
  }
}
