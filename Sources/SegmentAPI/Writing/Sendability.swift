/// The checks before a write; each refuses a request that another tool once sent.
enum Sendability {
  /// In bytes: below what proxies and servers commonly take for a whole request line. Whoever plans requests cuts them
  /// so; this is the last look.
  static let queryLimit = 6_000

  static func check(id: String) throws(UnsendableWrite) {
    // `DELETE /groups/` or `/users/../permissions` would be about something else altogether.
    guard !id.isEmpty, id != ".", id != ".." else { throw .unusableID(id) }
  }

  static func check(ids: [String]) throws(UnsendableWrite) {
    guard !ids.isEmpty else { throw .nothingToDo }
    for id in ids { try check(id: id) }
  }

  static func check(addresses: [String]) throws(UnsendableWrite) {
    guard !addresses.isEmpty else { throw .nothingToDo }
    guard !addresses.contains("") else { throw .emptyAddress }
  }

  static func check(_ permissions: [PermissionInput]) throws(UnsendableWrite) {
    guard !permissions.isEmpty else { throw .noPermissions }
    for permission in permissions {
      try check(id: permission.roleId)
      guard !permission.resources.isEmpty else { throw .noResources(roleId: permission.roleId) }
      for resource in permission.resources { try check(id: resource.id) }
    }
  }

  static func check(query: [QueryItem]) throws(UnsendableWrite) {
    let bytes = query.reduce(0) { $0 + $1.encoded.utf8.count + 1 }
    guard bytes <= queryLimit else { throw .queryTooLong(bytes: bytes) }
  }
}
