import Access
package import Syntax

/// Why a file is not a snapshot that can be read.
package enum SnapshotFileError: Error, Hashable, CustomStringConvertible {
  /// Not JSON, cut off, or the wrong file altogether.
  case notJSON(JSONSyntaxError)
  /// Written by another version of accord; the text is the version as the file writes it.
  case otherFormat(String)
  /// JSON, but not what the format says.
  case malformed(JSONFault)

  package var description: String {
    switch self {
    case .notJSON(let problem): "not a snapshot: \(problem)"
    case .otherFormat(let version): "snapshot format \(version); this accord reads format 1"
    case .malformed(let fault): "not a snapshot of format 1: \(fault)"
    }
  }
}

extension ActualState {
  /// Reads a snapshot file; ``source`` is then `.snapshot`. Keys that the format does not have are let through
  /// everywhere but in a scope: the sandbox keeps notes of its own in a snapshot.
  ///
  /// What decides about removals must be there: a missing list is an error and never an empty one.
  /// - Throws: ``SnapshotFileError``.
  package init(snapshot bytes: [UInt8]) throws {
    do {
      var people = SnapshotPeople()
      let root = try JSONParser.parse(
        bytes,
        handingOut: JSONParser.HandedOut(
          key: "people", repeating: "grants", note: { people.note($0) }, take: { people.take($0, grants: $1) }))
      let version = try root.required("formatVersion") { $0 }
      guard version == 1 else { throw SnapshotFileError.otherFormat(version.line) }
      try self.init(snapshot: root, people)
    } catch let problem as JSONSyntaxError {
      throw SnapshotFileError.notJSON(problem)
    } catch let fault as JSONFault {
      throw SnapshotFileError.malformed(fault)
    }
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
      roles: try root.required("roles") { try $0.list { try $0.role } },
      people: try root.required("people") {
        // Anything but a list is still there.
        _ = try $0.list { $0 }
        return try people.all
      },
      invites: try root.required("invites") { try $0.list { try $0.email } },
      groups: try root.required("groups") { try $0.list { try $0.group } })
    unlistedRoles = try root.optional("unlistedRoles") { try $0.list { try $0.role } } ?? []
    resources = try root.optional("resources") { try $0.list { try $0.resource } } ?? []
    labels = try root.optional("labels") { try $0.list { try $0.label } } ?? []
    notOnThisPlan = Set(try root.optional("notOnThisPlan") { try $0.list { try $0.word() } } ?? [])
    resourceKindsRead =
      try root.optional("resourceKindsRead") { Set(try $0.list { try $0.word() }) }
      ?? Self.usualKindsRead(without: notOnThisPlan)
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
  fileprivate var role: Role {
    get throws {
      Role(
        id: RoleID(try required("id") { try $0.name }), name: try required("name") { try $0.name },
        description: try optional("description") { try $0.text } ?? "")
    }
  }

  fileprivate var group: ActualGroup {
    get throws {
      ActualGroup(
        id: GroupID(try required("id") { try $0.name }), name: try required("name") { try $0.text },
        grants: try required("grants") { try $0.list { try $0.grant }.sorted() },
        members: try required("members") { try $0.list { try $0.email } },
        invites: try required("invites") { try $0.list { try $0.email } },
        notUnderstood: try optional("notUnderstood") { try $0.list { try $0.text } } ?? [])
    }
  }

  /// A role that the snapshot's own list does not have is let through: Segment shows such grants too.
  var grant: Grant {
    get throws {
      Grant(RoleID(try required("roleID") { try $0.name }), on: try required("scope") { try $0.scope })
    }
  }

  fileprivate var resource: Resource {
    get throws {
      Resource(
        try required("type") { try $0.resourceType }, id: ResourceID(try required("id") { try $0.name }),
        slug: try optional("slug") { try $0.text } ?? "", name: try optional("name") { try $0.text } ?? "",
        labels: try optional("labels") { try $0.labels } ?? [])
    }
  }

  /// `SOURCE`, as Segment writes it.
  private var resourceType: ResourceKind {
    get throws {
      let word = try text
      guard let kind = ResourceKind.allCases.first(where: { $0.rawValue.uppercased() == word }) else {
        let known = ResourceKind.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
        throw JSONFault("unknown word \(JSON.string(word).line); one of \(known)")
      }
      return kind
    }
  }

  fileprivate var label: Label {
    get throws { Label(try required("key") { try $0.name }, try required("value") { try $0.text }) }
  }
}
