/// What was read, in an order that is the same on every read.
extension ActualState {
  /// By name, then by id.
  package var sortedRoles: [Role] { roles.sorted { ($0.name, $0.id) < ($1.name, $1.id) } }
  /// By address, then by id.
  package var sortedPeople: [ActualPerson] { people.sorted { ($0.email, $0.id) < ($1.email, $1.id) } }
  /// By name, then by id.
  package var sortedGroups: [ActualGroup] { groups.sorted { ($0.name, $0.id) < ($1.name, $1.id) } }
  /// By kind, then by id.
  package var sortedResources: [Resource] { resources.sorted { ($0.kind, $0.id) < ($1.kind, $1.id) } }
}
