/// What is known of Segment's built-in roles without asking Segment: other names and whether labels can narrow them.
///
/// From Segment's documents (roles.md, labels.md) and real workspaces, so it may lag behind: ids, and which roles there
/// are, come from `GET /roles` alone, and a name that is not here is not judged.
package enum RoleCatalog {
  /// One role under all the names it has gone by.
  package struct Entry: Hashable, Sendable {
    /// The name that `GET /roles` gives it today.
    package let name: String
    /// Names in Segment's documents and in older versions of the API.
    package let otherNames: [String]
    /// Nil where no source says.
    package let takesLabels: Bool?
    /// The kinds of resources that the role acts on; nil where no source says.
    package let reaches: Set<ResourceKind>?

    init(_ name: String, _ otherNames: [String] = [], labels: Bool?, reaches: Set<ResourceKind>?) {
      self.name = name
      self.otherNames = otherNames
      takesLabels = labels
      self.reaches = reaches
    }
  }

  package static let entries: [Entry] = [
    Entry(Role.ownerName, labels: false, reaches: Set(ResourceKind.allCases)),
    Entry(Role.baseName, ["Workspace Member"], labels: false, reaches: []),
    Entry("Source Admin", labels: true, reaches: [.source]),
    Entry("Source Read-only", labels: true, reaches: [.source]),
    Entry("Function Admin", ["Functions Admin"], labels: false, reaches: [.function]),
    Entry("Function Read-only", ["Functions Read-only"], labels: false, reaches: [.function]),
    Entry(
      "Unify and Engage Admin",
      ["Personas Admin", "Profiles Admin", "Profiles and Engage Admin", "Engage Admin"], labels: true, reaches: [.space]
    ),
    Entry(
      "Unify Read-only, Engage User",
      ["Personas User", "Profiles Read-only, Engage User", "Profiles Read-only/Engage User", "Engage User"],
      labels: true, reaches: [.space]),
    Entry(
      "Unify and Engage Read-only",
      ["Personas Read-only", "Profiles and Engage Read-only", "Engage Read-only"], labels: true, reaches: [.space]),
    Entry("Identity Admin", ["Personas Identity Admin", "Profiles Identity Admin"], labels: false, reaches: [.space]),
    Entry("Tracking Plan Admin", labels: false, reaches: []),
    Entry("Tracking Plan Read-only", labels: false, reaches: []),
    Entry("Warehouse Admin", ["Warehouse Destination Admin"], labels: false, reaches: [.warehouse]),
    Entry("Warehouse Read-only", ["Warehouse Destination Read-only"], labels: false, reaches: [.warehouse]),
    Entry("End User Privacy Admin", labels: false, reaches: []),
    Entry("Entities Admin", labels: nil, reaches: nil),
    Entry("Entities Read-only", labels: nil, reaches: nil),
    Entry("PII Access", labels: false, reaches: nil),
    Entry("Observability Admin", labels: nil, reaches: nil),
    Entry("Observability Read-only", labels: nil, reaches: nil),
  ]

  /// What is known of a role under any of its names, written exactly so.
  package static func entry(_ name: String) -> Entry? { byName[name] }

  /// Today's name of a role that Segment's documents or older versions call otherwise; any other text as it is.
  ///
  /// Which name a workspace's `GET /roles` has is certain only when it is read: who looks a role up tries this name, then
  /// the entry's others.
  package static func currentName(_ name: String) -> String { byName[name]?.name ?? name }

  private static let byName: [String: Entry] = {
    var entries: [String: Entry] = [:]
    for entry in Self.entries {
      for name in [entry.name] + entry.otherNames { entries[name] = entry }
    }
    return entries
  }()
}
