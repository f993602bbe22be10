/// What the use of a role leaves in the audit trail: a table of families of events and of the roles that allow them.
///
/// Segment documents no such table. A row joins the events that audit-trail.md and the endpoints' reference name with what
/// roles.md says that a role may edit; where that does not say it in so many words, the row is an assumption. What no row
/// has shows the use of Workspace Owner, who may do everything, and of no other role.
package enum RoleEvents {
  /// Events of one kind.
  package struct Family: Hashable, Sendable {
    /// What they are about.
    package let subject: String
    package let events: Set<String>
    /// By today's names; besides Workspace Owner.
    package let roles: [String]
    /// What says that these roles allow it.
    package let source: String
    package let isAssumed: Bool

    init(_ subject: String, _ deeds: [String: String], _ roles: [String], _ source: String, assumed: Bool = false) {
      self.subject = subject
      events = Set(deeds.flatMap { thing, deeds in deeds.split(separator: ", ").map { "\(thing) \($0)" } })
      self.roles = roles
      self.source = source
      isAssumed = assumed
    }
  }

  /// What the trail can show of a role.
  package enum Traces: Hashable, Sendable {
    /// One of these events by whoever holds it.
    case deeds(Set<String>)
    /// Whatever somebody does shows the use of Workspace Owner.
    case everything
    /// It reads, and reading leaves nothing.
    case nothing
    /// It may change something, and no source names an event of that.
    case unknown
  }

  package static let families: [Family] = [
    Family(
      "sources", ["Source": "Enabled, Disabled, Modified, Settings Modified"], ["Source Admin"],
      "roles.md: edit access to sources and their settings"),
    Family(
      "sources, as a whole", ["Source": "Created, Deleted"], ["Source Admin"],
      "roles.md: all current and future sources", assumed: true),
    Family(
      "destinations",
      [
        "Integrations": "Created, Enabled, Disabled, Modified, Deleted",
        "Integration": "Created, Enabled, Disabled, Modified, Deleted",
      ], ["Source Admin"], "roles.md: edit access to connected streaming destinations"),
    Family(
      "destination filters",
      [
        "Destination Filters": "Created, Modified, Deleted",
        "Destination Filter": "Created, Modified, Deleted, Enabled, Disabled", "Filter": "Created, Updated, Deleted",
      ], ["Source Admin"], "a filter belongs to a destination", assumed: true),
    Family(
      "transformations", ["Transformation": "Created, Updated, Deleted"], ["Source Admin"],
      "roles.md: creating and editing transformations requires Source Admin"),
    Family(
      "functions",
      ["Source Function": "Created, Modified, Deleted", "Destination Function": "Created, Modified, Deleted"],
      ["Function Admin"], "roles.md: create, edit and delete access to functions"),
    Family(
      "warehouses", ["Warehouses": "Created, Enabled, Disabled, Modified, Deleted"], ["Warehouse Admin"],
      "roles.md: edit access to all warehouses and their settings"),
    Family(
      "warehouses, through the API",
      [
        "Storage Destination": "Created, Modified, Enabled, Deleted",
        "Warehouse Credential": "Created, Modified, Deleted",
      ], ["Warehouse Admin"], "what the endpoints of warehouses leave", assumed: true),
    Family(
      "tracking plans", ["Tracking Plan": "Created, Modified, Deleted, Updated, Operations Updated"],
      ["Tracking Plan Admin"], "roles.md: edit access to all tracking plans"),
    Family(
      "tracking plans of sources", ["Source": "Connected to Tracking Plan, Disconnected From Tracking Plan"],
      ["Source Admin", "Tracking Plan Admin"], "roles.md: requires both"),
    Family(
      "audiences and traits",
      ["Audience": "Created, Modified, Deleted", "Computed Trait": "Created, Modified, Deleted"],
      ["Unify and Engage Admin", "Unify Read-only, Engage User"], "roles.md: edit access to traits and audiences"),
    Family(
      "spaces", ["Space": "Modified"], ["Unify and Engage Admin"], "roles.md: can update settings of the product"),
    Family(
      "spaces, as a whole",
      [
        "Space": "Created, Deleted", "Source": "Connected To Space, Disconnected From Space",
        "Engage Warehouse Source": "Created, Modified, Deleted",
      ], ["Unify and Engage Admin"], "roles.md: edit access to spaces", assumed: true),
    Family(
      "people, groups and roles",
      [
        "User": "Invite Sent, Invite Deleted, Removed, Policy Updated, Added To User Group, Removed From User Group",
        "User Group": "Created, Updated, Deleted, Policy Updated", "Policy": "Created, Deleted", "Invite": "Deleted",
        "Subjects": "Added to Group", "Group": "Memberships Deleted", "Label": "Created, Deleted",
        "Non-Segment User": "Invited to Workspace", "New Segment User": "Invited to Workspace",
      ], [], "roles.md: owners edit all team permissions"),
  ]

  /// Nobody's deed by a role: what comes with having an account.
  package static let arrivals = AuditEventKind.arrived

  /// Roles that only read, by today's names (roles.md: "read access").
  private static let readers: Set<String> = [
    Role.baseName, "Source Read-only", "Function Read-only", "Unify and Engage Read-only", "Tracking Plan Read-only",
    "Warehouse Read-only", "Entities Read-only", "Observability Read-only",
  ]

  /// - Parameter role: under any of its names.
  package static func traces(of role: String) -> Traces {
    let name = RoleCatalog.currentName(role)
    if name == Role.ownerName { return .everything }
    if readers.contains(name) { return .nothing }
    return byRole[name].map(Traces.deeds) ?? .unknown
  }

  /// Whether a row of the table has this type.
  package static func isKnown(_ type: String) -> Bool { known.contains(type) }

  private static let known = families.reduce(into: Set<String>()) { $0.formUnion($1.events) }

  private static let byRole: [String: Set<String>] = families.reduce(into: [:]) { all, family in
    for role in family.roles { all[role, default: []].formUnion(family.events) }
  }
}
