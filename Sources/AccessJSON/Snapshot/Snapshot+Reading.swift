import Access
package import Syntax

extension ActualState {
  /// Reads a snapshot file; ``source`` is then `.snapshot`. Keys that the format does not have are let through
  /// everywhere but in a scope: the sandbox keeps notes of its own in a snapshot.
  ///
  /// What decides about removals must be there: a missing list is an error and never an empty one.
  /// - Throws: ``FileError``.
  package init(snapshot bytes: [UInt8]) throws {
    var people = SnapshotPeople()
    self = try FileError.Document.snapshot.read(
      bytes,
      parse: { bytes in
        try JSONParser.parse(
          bytes,
          handingOut: JSONParser.HandedOut(
            key: "people", repeating: "grants", note: { people.note($0) }, take: { people.take($0, grants: $1) }))
      },
      { root in
        try FileError.Document.snapshot.checkFormat(root)
        return try ActualState(snapshot: root, people)
      })
  }

  /// Reads what stands in a snapshot, wherever that stands.
  package init(snapshot root: JSON) throws {
    var people = SnapshotPeople()
    if case .array(let list)? = try root.optional("people", { $0 }) { for person in list { people.take(person) } }
    try self.init(snapshot: root, people)
  }

  private init(snapshot root: JSON, _ people: SnapshotPeople) throws {
    self.init(
      workspace: try root.required("workspace") { try $0.workspace },
      readAt: try root.required("readAt") { try $0.moment }, source: .snapshot,
      roles: try root.required("roles") { try $0.list(of: Role.init(json:)) },
      people: try root.required("people") {
        // Anything but a list is still there.
        _ = try $0.list { $0 }
        return try people.all
      },
      invites: try root.required("invites") { try $0.list { try $0.email } },
      groups: try root.required("groups") { try $0.list(of: ActualGroup.init(json:)) })
    unlistedRoles = try root.optional("unlistedRoles") { try $0.list(of: Role.init(json:)) } ?? []
    resources = try root.optional("resources") { try $0.list(of: Resource.init(json:)) } ?? []
    labels = try root.optional("labels") { try $0.list(of: Label.init(json:)) } ?? []
    notOnThisPlan = Set(try root.optional("notOnThisPlan") { try $0.list { try $0.word() } } ?? [])
    resourceKindsRead =
      try root.optional("resourceKindsRead") { Set(try $0.list { try $0.word() }) }
      ?? Self.usualKindsRead(without: notOnThisPlan)
    segmentTime = try root.optional("segmentTime") { try $0.moment }
    incomplete = try Self.incomplete(root)
  }

  /// An incomplete snapshot that does not say what is missing is missing everything.
  private static func incomplete(_ root: JSON) throws -> [IncompleteRead] {
    let parts = try root.optional("incomplete") { try $0.list { try $0.incompleteRead } } ?? []
    if try root.required("complete", { try $0.flag }) {
      guard parts.isEmpty else {
        throw JSONFault("is true, and incomplete lists what is missing").inside(.key("complete"))
      }
      return []
    }
    guard parts.isEmpty else { return parts }
    let unsaid = "the snapshot is marked incomplete and does not say what is missing"
    return [.roles, .people, .invites, .groups].map { IncompleteRead($0, unsaid) }
  }
}

extension JSON {
  /// A role that the snapshot's own list does not have is let through: Segment shows such grants too.
  var grant: Grant {
    get throws {
      Grant(RoleID(try required("roleID") { try $0.name }), on: try required("scope") { try $0.scope })
    }
  }
}
