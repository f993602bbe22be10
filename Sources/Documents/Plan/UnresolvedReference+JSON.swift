import Access
import AccessJSON
import Syntax

/// An entry that leads to nothing, in the words of the policy: of what the workspace does not have there is no id.
///
/// ```json
/// {"person": "lin@acme.com", "role": "Source Admin", "scope": {"resource": "source/old-shop"},
///  "detail": "this workspace has no source 'old-shop'", "at": "people.yaml:12:9"}
/// ```
extension UnresolvedReference {
  var json: JSON {
    let rest: [JSON.Member?] = [
      .init("role", .string(written.role.description)), .init("scope", JSON(written: written.scope)),
      .init("through", ifAny: bundle.map(JSON.string)), .init("detail", .string(detail)), .init("at", JSON(at)),
      .init("mark", ifAny: mark.map { .string($0.rawValue) }),
      .init("outsideSelection", ifAny: isOutsideSelection ? true : nil),
    ]
    return .object(owner.members + rest.compactMap(\.self))
  }

  init(json: JSON) throws {
    try json.onlyKeys(
      "person", "personID", "group", "groupID", "bundle", "role", "scope", "through", "detail", "at", "mark",
      "outsideSelection")
    let bundle = try json.optional("bundle") { try $0.name }
    self.init(
      try bundle.map { .bundle($0) } ?? .subject(try json.subject),
      WrittenGrant(
        try json.required("role") { try $0.roleReference }, on: try json.required("scope") { try $0.writtenScope }),
      bundle: try json.optional("through") { try $0.name }, detail: try json.required("detail") { try $0.text },
      at: try json.required("at") { try $0.place }, mark: try json.optional("mark") { try $0.word() },
      isOutsideSelection: try json.optional("outsideSelection") { try $0.flag } ?? false)
  }
}

extension UnresolvedReference.Owner {
  fileprivate var members: [JSON.Member] {
    switch self {
    case .subject(let subject): AccessItem.roles(of: subject).members(Names())
    case .bundle(let name): [.init("bundle", .string(name))]
    }
  }
}

extension JSON {
  fileprivate init(written scope: ScopeReference) {
    self =
      switch scope {
      case .workspace: .object(of: .init("workspace", true))
      case .labels(let labels): .object(of: .init("labels", JSON(labels: labels.pairs)))
      case .resource(let kind, let name): .object(of: .init("resource", .string("\(kind.rawValue)/\(name)")))
      }
  }

  fileprivate var writtenScope: ScopeReference {
    get throws {
      guard try members.map(\.key) == ["resource"] else {
        switch try scope {
        case .workspace: return .workspace
        case .labels(let labels): return .labels(labels)
        case .resource: throw JSONFault("what the workspace does not have has no id")
        }
      }
      return try required("resource") { text in
        let parts = try text.text.parted(by: "/", most: 2)
        guard parts.count == 2, let kind = ResourceKind(rawValue: parts[0]), !parts[1].isEmpty else {
          throw JSONFault("expected a kind and a name, such as source/website")
        }
        return .resource(kind, parts[1])
      }
    }
  }
}
