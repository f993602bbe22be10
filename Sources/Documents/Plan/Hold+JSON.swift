package import Access
package import AccessJSON
import Syntax

extension Hold: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    JSONField(
      "kind", "person", "personID", "group", "groupID", "role", "roleID", "scope",
      write: { [.init("kind", .string($0.kind.rawValue))] + $0.item.members($1) },
      read: { try $0.kindAndItem(naming: &$1) }),
    .required("why", \.why, .word), .required("detail", \.detail, .text), .optional("at", \.at, .place),
    .given(\.given)
  ) { what, why, detail, at, given in
    var hold = Self(what.kind, what.item, why: why, detail: detail, at: at)
    hold.given = given
    return hold
  }
}

extension JSON {
  fileprivate func kindAndItem(naming names: inout Names) throws -> (kind: Change.Kind, item: AccessItem) {
    let kind: Change.Kind = try required("kind") { try $0.word() }
    return (kind, try item(of: kind, naming: &names))
  }

  /// Without a role, all roles of its subject.
  private func item(of kind: Change.Kind, naming names: inout Names) throws -> AccessItem {
    let saysRole = try has("role", "roleID", "scope")
    return try item(kind.itemKind == .grant && !saysRole ? .roles : kind.itemKind, naming: &names)
  }
}
