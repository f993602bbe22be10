import Access
import AccessJSON
import Syntax

extension Hold {
  func json(_ names: Names) -> JSON {
    let why: [JSON.Member?] = [
      .init("why", .string(self.why.rawValue)), .init("detail", .string(detail)),
      .init("at", ifAny: at.map { JSON($0) }),
    ]
    return .object([.init("kind", .string(kind.rawValue))] + item.members(names) + why.compactMap(\.self))
  }

  init(json: JSON, naming names: inout Names) throws {
    try json.onlyKeys(
      "kind", "person", "personID", "group", "groupID", "role", "roleID", "scope", "why", "detail", "at")
    let kind: Change.Kind = try json.required("kind") { try $0.word() }
    self.init(
      kind, try json.item(of: kind, naming: &names), why: try json.required("why") { try $0.word() },
      detail: try json.required("detail") { try $0.text }, at: try json.optional("at") { try $0.place })
  }
}

extension JSON {
  /// Without a role, all roles of its subject.
  fileprivate func item(of kind: Change.Kind, naming names: inout Names) throws -> AccessItem {
    let saysRole = try members.contains { ["role", "roleID", "scope"].contains($0.key) }
    return try item(kind.itemKind == .grant && !saysRole ? .roles : kind.itemKind, naming: &names)
  }
}
