package import Access
import Syntax

// What a snapshot lists, but for people. Keys that it does not know are let through: the sandbox keeps notes of its own.

extension Role: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("id", \.id.text, .name), .required("name", \.name, .name),
    .required("description", \.description, .text, absent: ""), strict: false
  ) { id, name, description in Self(id: RoleID(id), name: name, description: description) }
}

extension ActualGroup: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("id", \.id.text, .name), .required("name", \.name, .text),
    .required("grants", \.sortedGrants, .list(of: .snapshotGrant)),
    .optional("notUnderstood", \.sortedNotUnderstood, .list(of: .text), else: []),
    .required("members", \.sortedMembers, .list(of: .email)), .required("invites", \.sortedInvites, .list(of: .email)),
    .optional("asOf", \.asOf, .moment), strict: false
  ) { id, name, grants, notUnderstood, members, invites, asOf in
    Self(
      id: GroupID(id), name: name, grants: grants.sorted(), members: members, invites: invites,
      notUnderstood: notUnderstood, asOf: asOf)
  }

  private var sortedGrants: [Grant] { grants.sorted() }
  private var sortedNotUnderstood: [String] { notUnderstood.sorted() }
  private var sortedMembers: [Email] { members.sortedAsWritten }
  private var sortedInvites: [Email] { invites.sortedAsWritten }
}

extension JSONShape where Value == Grant {
  fileprivate static var snapshotGrant: Self {
    Self(write: { $0.snapshotJSON($1) }, read: { json, _ in try json.grant })
  }
}

/// `labels` only where Segment shows some: sources alone have any.
extension Resource: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("type", \.kind, .resourceType), .required("id", \.id.text, .name),
    .required("slug", \.slug, .text, absent: ""), .required("name", \.name, .text, absent: ""),
    .optional("labels", \.labels, .labels, else: []), strict: false
  ) { kind, id, slug, name, labels in Self(kind, id: ResourceID(id), slug: slug, name: name, labels: labels) }
}

extension JSONShape where Value == ResourceKind {
  /// `SOURCE`, as Segment writes it.
  fileprivate static var resourceType: Self {
    Self(write: { kind, _ in .string(kind.rawValue.uppercased()) }) { json, _ in
      let word = try json.text
      guard let kind = ResourceKind.allCases.first(where: { $0.rawValue.uppercased() == word }) else {
        let known = ResourceKind.allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ")
        throw JSONFault("unknown word \(JSON.string(word).line); one of \(known)")
      }
      return kind
    }
  }
}

extension JSONShape where Value == [Label] {
  fileprivate static var labels: Self {
    Self(write: { labels, _ in JSON(labels: labels) }, read: { json, _ in try json.labels })
  }
}

extension Label: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("key", \.key, .name), .required("value", \.value, .text), strict: false
  ) { key, value in Self(key, value) }
}
