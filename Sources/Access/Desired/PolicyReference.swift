/// A part of the policy by its name, and where it is named.
package struct PolicyReference: Hashable, Sendable {
  package var name: String
  package var at: Place

  package init(_ name: String, at place: Place) {
    self.name = name
    at = place
  }
}
