/// A tombstone: a group that is to be gone, whatever `manage` says.
package struct DeletedGroup: Hashable, Sendable {
  package var name: String
  /// Decides over the name: of two groups of one name it takes the one that is meant.
  package var id: GroupID?
  package var previously: [String]
  package var reason: String?
  /// Where `deleted:` stands.
  package var at: Place

  package init(_ name: String, id: GroupID? = nil, previously: [String] = [], reason: String? = nil, at place: Place) {
    self.name = name
    self.id = id
    self.previously = previously
    self.reason = reason
    at = place
  }

  /// Whether it is about a group, as far as its id or else its name says.
  package func isMeant(_ group: GroupReference) -> Bool {
    id.map { $0 == group.id } ?? (name == group.name || previously.contains(group.name))
  }

  /// In words, for the reader of a plan.
  package var why: String { reason.map { "deleted: true; \($0)" } ?? "deleted: true" }
}
