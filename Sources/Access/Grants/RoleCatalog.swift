/// What Segment's documents say of roles: names they had, and which of them labels may narrow.
///
/// Documentation-derived, so nothing here decides which roles exist: `GET /roles` does.
package enum RoleCatalog {
  /// Older and documented names by the name that today's API gives the role (segment-api.md section 6.1). Where a
  /// workspace still has a role under its old name, that name wins (``currentName(of:among:)``).
  private static let olderNames: [String: [String]] = [
    "Minimal Workspace Access": ["Workspace Member"],
    "Function Admin": ["Functions Admin"],
    "Function Read-only": ["Functions Read-only"],
    "Unify and Engage Admin": ["Personas Admin", "Profiles and Engage Admin", "Engage Admin"],
    "Unify Read-only, Engage User": ["Personas User", "Profiles Read-only/Engage User", "Engage User"],
    "Unify and Engage Read-only": ["Personas Read-only", "Profiles and Engage Read-only", "Engage Read-only"],
    "Identity Admin": ["Personas Identity Admin", "Profiles Identity Admin"],
    "Warehouse Destination Admin": ["Warehouse Admin"],
    "Warehouse Destination Read-only": ["Warehouse Read-only"],
    "Source Read-only": ["Source Read-Only"],
  ]

  /// The names of one role, whichever of them is given.
  private static let families: [String: Set<String>] = olderNames.reduce(into: [:]) { families, entry in
    let names = Set([entry.key] + entry.value)
    for name in names { families[name] = names }
  }

  /// The name under which a workspace knows a role: the given one if it has it, else the one other name of the same
  /// role that it has, else the given one.
  package static func currentName(of name: String, among available: Set<String>) -> String {
    guard !available.contains(name), let family = families[name] else { return name }
    let known = family.intersection(available)
    return known.count == 1 ? known.first ?? name : name
  }

  /// Whether labels may narrow a role; nil for a name that no document knows.
  package static func takesLabels(_ name: String) -> Bool? {
    let family = families[name] ?? [name]
    if !family.isDisjoint(with: labelled) { return true }
    return family.isDisjoint(with: unlabelled) ? nil : false
  }

  private static let labelled: Set<String> = [
    "Source Admin", "Source Read-only", "Unify and Engage Admin", "Unify Read-only, Engage User",
    "Unify and Engage Read-only",
  ]

  private static let unlabelled: Set<String> = [
    "Workspace Owner", "Minimal Workspace Access", "Function Admin", "Function Read-only", "Identity Admin",
    "Tracking Plan Admin", "Tracking Plan Read-only", "Warehouse Destination Admin", "Warehouse Destination Read-only",
    "End User Privacy Admin", "PII Access",
  ]
}
