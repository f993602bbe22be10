/// One of the roles that `GET /roles` says are available to the workspace.
package struct Role: Hashable, Sendable {
  package let id: RoleID
  package let name: String
  package let description: String

  package init(id: RoleID, name: String, description: String = "") {
    self.id = id
    self.name = name
    self.description = description
  }

  /// The role whose last holder must never be lost.
  package static let ownerName = "Workspace Owner"
  /// The base grant: view the workspace and nothing below it; kept where present, never a difference unless declared.
  package static let baseName = "Minimal Workspace Access"
}
