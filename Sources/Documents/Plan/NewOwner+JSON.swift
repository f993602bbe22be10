import Access
import AccessJSON
import Syntax

/// ```json
/// {"person": "nils@acme.com", "directly": true, "through": [{"group": "Admins", "groupID": "g1"}], "cause": "plan",
///   "until": "2027-01-31", "baseUntil": "2026-12-31", "mark": "this-change"}
/// {"group": "Admins", "groupID": "g1", "cause": "plan"}
/// ```
extension NewOwner {
  var json: JSON {
    let who: [JSON.Member] =
      switch owner {
      case .person(let email, let directly, let groups):
        [
          .init("person", JSON(email)), .init("directly", .bool(directly)),
          .init("through", .array(groups.map { .object($0.members) })),
        ]
      case .group(let group): group.members
      }
    let how: [JSON.Member?] = [
      .init("cause", .string(cause.rawValue)), .init("until", ifAny: until.map { .string($0.written) }),
      .init("baseUntil", ifAny: baseUntil.map { .string($0.written) }),
      .init("mark", ifAny: mark.map { .string($0.rawValue) }),
    ]
    return .object(who + how.compactMap(\.self))
  }

  init(json: JSON) throws {
    let isPerson = try json.members.contains { $0.key == "person" }
    let owner: Owner
    if isPerson {
      try json.onlyKeys("person", "directly", "through", "cause", "until", "baseUntil", "mark")
      owner = .person(
        try json.required("person") { try $0.email }, directly: try json.required("directly") { try $0.flag },
        through: try json.required("through") { try $0.list { try $0.onlyGroup } })
    } else {
      try json.onlyKeys("group", "groupID", "cause", "until", "baseUntil", "mark")
      owner = .group(try json.groupReference)
    }
    self.init(
      owner, try json.required("cause") { try $0.word() }, until: try json.optional("until") { try $0.expiry },
      baseUntil: try json.optional("baseUntil") { try $0.expiry }, mark: try json.optional("mark") { try $0.word() })
  }
}

extension JSON {
  fileprivate var onlyGroup: GroupReference {
    get throws {
      try onlyKeys("group", "groupID")
      return try groupReference
    }
  }
}

/// ```json
/// {"person": "lin@acme.com", "role": "Source Admin", "roleID": "r1", "scope": {"workspace": true},
///   "baseUntil": "2026-12-31", "until": "2027-12-31", "at": "people.yaml:12:3"}
/// ```
extension LastsLonger {
  func json(_ names: Names) -> JSON {
    let ends: [JSON.Member?] = [
      .init("baseUntil", .string(baseUntil.written)), .init("until", ifAny: until.map { .string($0.written) }),
      .init("at", JSON(at)),
    ]
    return .object(item.members(names) + ends.compactMap(\.self))
  }

  init(json: JSON, naming names: inout Names) throws {
    try json.onlyKeys(
      "person", "personID", "group", "groupID", "role", "roleID", "scope", "baseUntil", "until", "at")
    let keys = Set(try json.members.map(\.key))
    let item: AccessItem =
      if keys.contains("role") {
        .grant(try json.grant(naming: &names), of: try json.subject)
      } else if keys.contains("group") {
        .membership(try json.personReference, try json.groupReference)
      } else {
        .account(try json.personReference)
      }
    self.init(
      item, from: try json.required("baseUntil") { try $0.expiry }, to: try json.optional("until") { try $0.expiry },
      at: try json.required("at") { try $0.place })
  }
}
