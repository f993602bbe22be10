import Access
import AccessJSON
import Syntax

extension Hold {
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
  /// What a hold of this kind is about; without a role, all roles of its subject.
  fileprivate func item(of kind: Change.Kind, naming names: inout Names) throws -> AccessItem {
    switch kind {
    case .renameGroup, .createGroup, .deleteGroup: .group(try groupReference)
    case .invite, .cancelInvite: .invite(try personReference.email)
    case .deprovision: .account(try personReference)
    case .join, .leave: .membership(try personReference, try groupReference)
    case .grant, .revoke:
      try members.contains { ["role", "roleID", "scope"].contains($0.key) }
        ? .grant(try grant(naming: &names), of: try subject) : .roles(of: try subject)
    }
  }
}
