/// A write that must never be sent, found before it was: a mistake of the program, not of the user.
package enum UnsendableWrite: Error, Hashable, Sendable, CustomStringConvertible {
  /// An empty id, or one that a path would swallow (`.` and `..`).
  case unusableID(String)
  /// An empty list of users, addresses or invites.
  case nothingToDo
  case emptyAddress
  case emptyName
  /// An empty permission list would take everything away; one without resources means nothing.
  case noPermissions
  case noResources(roleId: String)
  /// Longer than any server on the way is known to take; whoever plans the requests keeps below it.
  case queryTooLong(bytes: Int)

  package var description: String {
    switch self {
    case .unusableID(let id): "refused to send a request for the id '\(id)'"
    case .nothingToDo: "refused to send a request with an empty list"
    case .emptyAddress: "refused to send a request with an empty address"
    case .emptyName: "refused to send a request with an empty group name"
    case .noPermissions: "refused to send an empty permission list"
    case .noResources(let roleId): "refused to send a permission of role \(roleId) without resources"
    case .queryTooLong(let bytes): "refused to send a query of \(bytes) bytes"
    }
  }
}
