import Access
import AccessJSON
import Syntax

extension Change {
  init(json: JSON, naming names: inout Names) throws {
    self.init(
      try Action(json: json, naming: &names), reason: try json.required("reason") { try $0.text },
      at: try json.optional("at") { try $0.place }, cause: try json.required("cause") { try $0.word() },
      loses: try json.optional("loses") { try $0.strings } ?? [],
      brings: try json.optional("brings") { try $0.strings } ?? [], until: try json.optional("until") { try $0.expiry },
      precedesReplacement: try json.optional("precedesReplacement") { try $0.flag } ?? false,
      successor: try json.optional("successor") { try $0.email },
      end: try json.optional("ended", Change.End.init(json:)))
    reaches = try json.optional("reaches") { try $0.list { try $0.email } } ?? []
    mark = try json.optional("mark") { try $0.word() }
    try json.onlyKeys(
      of: self.json(names), "loses", "brings", "reaches", "until", "precedesReplacement", "successor",
      owner: kind.rawValue)
  }
}

extension Change.Action {
  fileprivate init(json: JSON, naming names: inout Names) throws {
    let kind: Change.Kind = try json.required("kind") { try $0.word() }
    self =
      switch kind {
      case .renameGroup: .renameGroup(try json.groupReference, from: try json.required("from") { try $0.text })
      case .createGroup: .createGroup(try json.groupReference)
      case .invite: .invite(try json.invited, carrying: try json.carried(naming: &names))
      case .grant: .grant(try json.subject, try json.grant(naming: &names))
      case .join: .join(try json.personReference, try json.groupReference)
      case .cancelInvite: .cancelInvite(try json.invited)
      case .deprovision: .deprovision(try json.personReference)
      case .revoke: .revoke(try json.subject, try json.grant(naming: &names))
      case .leave: .leave(try json.personReference, try json.groupReference)
      case .deleteGroup: .deleteGroup(try json.groupReference)
      }
  }
}

extension JSON {
  fileprivate var invited: Email { get throws { try required("person") { try $0.email } } }

  fileprivate func carried(naming names: inout Names) throws -> [Grant] {
    try required("grants") { try $0.list { try $0.wholeGrant(naming: &names) } }
  }
}
