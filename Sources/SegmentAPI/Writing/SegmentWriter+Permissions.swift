extension SegmentWriter {
  /// Who is given permissions.
  package enum Subject: Hashable, Sendable {
    case user(id: String)
    case group(id: String)

    var id: String {
      switch self {
      case .user(let id), .group(let id): id
      }
    }
  }

  /// Adds permissions to those a subject holds; the answer is the whole list that it holds afterwards.
  ///
  /// - Parameter name: the subject's address or name, for messages.
  package func addPermissions(
    _ permissions: [PermissionInput], to subject: Subject, named name: String? = nil
  ) throws(UnsendableWrite) -> WriteAnswer<[SegmentPermission]> {
    try Sendability.check(id: subject.id)
    try Sendability.check(permissions)
    let doing = "giving \(subject.inWords(name)) \(Self.count(permissions))"
    let body = Body.encoded(Body.Permissions(permissions))
    switch subject {
    case .user(let id):
      return perform(
        Call(.addUserPermissions, doing, path: ["users", id, "permissions"], body: body), key: "permissions")
    case .group(let id):
      return perform(
        Call(.addGroupPermissions, doing, path: ["groups", id, "permissions"], body: body), key: "permissions")
    }
  }

  /// Replaces everything that a subject holds; the answer is the whole list that it holds afterwards.
  package func replacePermissions(
    of subject: Subject, with permissions: [PermissionInput], named name: String? = nil
  ) throws(UnsendableWrite) -> WriteAnswer<[SegmentPermission]> {
    try Sendability.check(id: subject.id)
    try Sendability.check(permissions)
    let doing = "leaving \(subject.inWords(name)) with \(Self.count(permissions))"
    let body = Body.encoded(Body.Permissions(permissions))
    switch subject {
    case .user(let id):
      return perform(
        Call(.replaceUserPermissions, doing, path: ["users", id, "permissions"], body: body), key: "permissions")
    case .group(let id):
      return perform(
        Call(.replaceGroupPermissions, doing, path: ["groups", id, "permissions"], body: body), key: "permissions")
    }
  }

  /// Waits until permissions may be replaced, so that what is read right after it is no older than that when it goes.
  package func awaitTurn(toReplacePermissionsOf subject: Subject) {
    let endpoint: Endpoint =
      switch subject {
      case .user: .replaceUserPermissions
      case .group: .replaceGroupPermissions
      }
    while !connection.isStopped, case .notBefore(let time) = connection.verdict(on: endpoint),
      time - connection.now <= connection.retries.longestWait
    {
      connection.wait(until: time, for: endpoint, connection.limit(until: time))
    }
  }

  private static func count(_ permissions: [PermissionInput]) -> String {
    permissions.count == 1 ? "1 permission" : "\(permissions.count) permissions"
  }
}

extension SegmentWriter.Subject {
  fileprivate func inWords(_ name: String?) -> String {
    switch self {
    case .user(let id): name ?? "user \(id)"
    case .group(let id): "group \(name ?? id)"
    }
  }
}
