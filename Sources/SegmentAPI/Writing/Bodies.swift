import FoundationEssentials

/// One role on one or more resources, to be given. Labels stand in the resource; an invite, where Segment wants them a
/// level higher, is encoded accordingly and never without them.
package struct PermissionInput: Hashable, Sendable {
  package var roleId: String
  package var resources: [SegmentResource]

  package init(roleId: String, resources: [SegmentResource]) {
    self.roleId = roleId
    self.resources = resources
  }
}

/// One address to be invited, and what the invite carries.
package struct InviteInput: Hashable, Sendable {
  package var email: String
  package var permissions: [PermissionInput]

  package init(email: String, permissions: [PermissionInput]) {
    self.email = email
    self.permissions = permissions
  }
}

/// Bodies as they go on the wire.
enum Body {
  struct Permissions: Encodable {
    let permissions: [Permission]

    init(_ inputs: [PermissionInput]) {
      permissions = inputs.map { input in
        Permission(
          roleId: input.roleId, resources: input.resources.map { Resource($0, labels: $0.labels) }, labels: nil)
      }
    }
  }

  struct Invites: Encodable {
    let invites: [Invite]

    init(_ inputs: [InviteInput]) {
      invites = inputs.map { Invite(email: $0.email, permissions: $0.permissions.flatMap(Permission.ofInvite)) }
    }
  }

  struct Invite: Encodable {
    let email: String
    let permissions: [Permission]
  }

  struct Permission: Encodable {
    let roleId: String
    let resources: [Resource]
    let labels: [Label]?

    /// An invite's labels hold for the whole permission, so resources that differ in them become several.
    static func ofInvite(_ input: PermissionInput) -> [Permission] {
      var parts: [(labels: [SegmentLabel], resources: [Resource])] = []
      for resource in input.resources {
        let bare = Resource(resource, labels: [])
        if let index = parts.firstIndex(where: {
          Set($0.labels.map(Label.init)) == Set(resource.labels.map(Label.init))
        }) {
          parts[index].resources.append(bare)
        } else {
          parts.append((resource.labels, [bare]))
        }
      }
      return parts.map {
        Permission(
          roleId: input.roleId, resources: $0.resources, labels: $0.labels.isEmpty ? nil : $0.labels.map(Label.init))
      }
    }
  }

  struct Resource: Encodable {
    let id: String
    let type: String
    let labels: [Label]?

    init(_ resource: SegmentResource, labels: [SegmentLabel]) {
      id = resource.id
      type = resource.type.rawValue
      self.labels = labels.isEmpty ? nil : labels.map(Label.init)
    }
  }

  /// A label's description belongs to the label, not to whoever uses it.
  struct Label: Encodable, Hashable {
    let key: String
    let value: String

    init(_ label: SegmentLabel) {
      key = label.key
      value = label.value
    }
  }

  struct Emails: Encodable { let emails: [String] }

  struct Name: Encodable { let name: String }

  static func encoded(_ body: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings, lists and optionals only: there is nothing in a body that JSON could not hold.
    return (try? encoder.encode(body)).map(Array.init) ?? []
  }
}
