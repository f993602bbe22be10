package import Access
import Syntax

/// `{"workspace": true}`, `{"labels": {"environment": "dev"}}` or `{"resource": "source/website", "id": "…"}`.
///
/// Segment can hold two values of one label key in one set, which a policy cannot say: `{"environment": ["dev", "prod"]}`.
extension JSON {
  /// With the name of a resource beside its id.
  package init(_ scope: Scope, _ names: Names) {
    switch scope {
    case .workspace: self = .object(of: Member("workspace", true))
    case .labels(let labels): self = .object(of: Member("labels", JSON(labels: labels.pairs)))
    case .resource(let kind, let id):
      self = .object(of: Member("resource", .string(names.resource(kind, id))), Member("id", .string(id.text)))
    }
  }

  /// Sorted by key; a key with one value is text, with several a list.
  package init(labels: [Label]) {
    var members: [Member] = []
    for label in Set(labels).sorted() {
      if let last = members.last, last.key == label.key {
        members[members.count - 1] = Member(last.key, last.value.appending(label.value))
      } else {
        members.append(Member(label.key, .string(label.value)))
      }
    }
    self = .object(members)
  }

  private func appending(_ value: String) -> JSON {
    if case .array(let values) = self { return .array(values + [.string(value)]) }
    return .array([self, .string(value)])
  }

  /// A scope and, for a resource, what it is called there. Strict even where a format tolerates unknown keys: a
  /// narrowing that goes unread would widen access.
  func scope(naming names: inout Names) throws -> Scope {
    let (scope, called) = try scopeAndName
    if case .resource(let kind, let id) = scope, let called, called != id.text {
      let known = names.resource(kind, id)
      guard known == "\(kind.rawValue)/\(id.text)" || known == "\(kind.rawValue)/\(called)" else {
        throw JSONFault("calls \(id.text) '\(called)', which is '\(known)' elsewhere in the file")
      }
      names.name(kind, id, called)
    }
    return scope
  }

  /// A role as a policy writes it: a name, or `id/…`.
  package var roleReference: RoleReference {
    get throws {
      let text = try name
      return text.begins(with: "id/") ? .id(RoleID(String(text.unicodeScalars.dropFirst(3)))) : .name(text)
    }
  }

  /// A scope without what a resource is called.
  package var scope: Scope { get throws { try scopeAndName.scope } }

  private var scopeAndName: (scope: Scope, called: String?) {
    get throws {
      let members = try members
      switch (members.first?.key, members.dropFirst().first?.key, members.count) {
      case ("workspace", nil, 1):
        guard try required("workspace", { try $0.flag }) else {
          throw JSONFault("expected true").inside(.key("workspace"))
        }
        return (.workspace, nil)
      case ("labels", nil, 1):
        return try required("labels") {
          guard let labels = LabelSet(try $0.labels) else { throw JSONFault("expected at least one label") }
          return (.labels(labels), nil)
        }
      case ("resource", "id", 2), ("id", "resource", 2):
        let (kind, called) = try required("resource") { try $0.kindAndName }
        return (.resource(kind, ResourceID(try required("id") { try $0.name })), called)
      default:
        throw JSONFault(
          #"expected {"workspace": true}, {"labels": {…}} or {"resource": "source/…", "id": "…"}, and nothing else in it"#
        )
      }
    }
  }

  var labels: [Label] {
    get throws {
      try members.flatMap { member in
        try required(member.key) { value in
          if case .string(let text) = value { return [Label(member.key, text)] }
          let values = try value.list { try $0.text }
          if values.isEmpty { throw JSONFault("expected at least one value") }
          return values.map { Label(member.key, $0) }
        }
      }
    }
  }

  private var kindAndName: (ResourceKind, String) {
    get throws {
      let parts = try text.parted(by: "/", most: 2)
      guard parts.count == 2, let kind = ResourceKind(rawValue: parts[0]), !parts[1].isEmpty else {
        let kinds = ResourceKind.allCases.map { "\($0.rawValue)/…" }.joined(separator: ", ")
        throw JSONFault("expected \(kinds)")
      }
      return (kind, parts[1])
    }
  }
}
