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
    let item = try json.item(kind.itemKind, naming: &names)
    let action = try Self(
      kind, item, from: try json.required("from") { try $0.text },
      carrying: try json.required("grants") { try $0.list { try $0.wholeGrant(naming: &names) } })
    guard let action else { throw JSONFault("no \(kind.rawValue) is about this") }
    self = action
  }
}

extension JSON {
  /// What a change or a hold is about.
  func item(_ kind: AccessItem.Kind, naming names: inout Names) throws -> AccessItem {
    switch kind {
    case .account: .account(try personReference)
    case .invite: .invite(try personReference.email)
    case .group: .group(try groupReference)
    case .grant: .grant(try grant(naming: &names), of: try subject)
    case .roles: .roles(of: try subject)
    case .membership: .membership(try personReference, try groupReference)
    }
  }
}
