package import Access
package import AccessJSON
import Syntax

/// ```json
/// {"person": "nils@acme.com", "directly": true, "through": [{"group": "Admins", "groupID": "g1"}], "cause": "plan",
///   "until": "2027-01-31", "baseUntil": "2026-12-31", "mark": "this-change", "onAcceptance": true}
/// {"group": "Admins", "groupID": "g1", "cause": "plan"}
/// ```
extension NewOwner: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .optional("person", \.email, .email), .optional("directly", \.isDirect, .flag),
    .optional("through", \.groups, .list(of: GroupReference.shape)), .groupIfAny(\.group),
    .required("cause", \.cause, .word), .optional("until", \.until, .expiry),
    .optional("baseUntil", \.baseUntil, .expiry), .optional("mark", \.mark, .word),
    .optional("onAcceptance", \.ifPending, .flag)
  ) { person, directly, groups, group, cause, until, baseUntil, mark, onAcceptance in
    let owner: Owner? =
      switch (person, directly, groups, group) {
      case (let email?, let directly?, let groups?, nil): .person(email, directly: directly, through: groups)
      case (nil, nil, nil, let group?): .group(group)
      default: nil
      }
    guard let owner else { throw JSONFault("expected either person, directly and through, or group") }
    return Self(owner, cause, until: until, baseUntil: baseUntil, mark: mark, isPending: onAcceptance ?? false)
  }

  private var ifPending: Bool? { isPending ? true : nil }

  private var email: Email? {
    if case .person(let email, _, _) = owner { email } else { nil }
  }

  private var isDirect: Bool? {
    if case .person(_, let directly, _) = owner { directly } else { nil }
  }

  private var groups: [GroupReference]? {
    if case .person(_, _, let groups) = owner { groups } else { nil }
  }

  private var group: GroupReference? {
    if case .group(let group) = owner { group } else { nil }
  }
}

/// ```json
/// {"person": "lin@acme.com", "role": "Source Admin", "roleID": "r1", "scope": {"workspace": true},
///   "baseUntil": "2026-12-31", "until": "2027-12-31", "at": "people.yaml:12:3"}
/// ```
extension LastsLonger: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .endingItem(\.item), .required("baseUntil", \.baseUntil, .expiry), .optional("until", \.until, .expiry),
    .required("at", \.at, .place)
  ) { item, baseUntil, until, at in Self(item, from: baseUntil, to: until, at: at) }
}

extension JSONField where Value == AccessItem {
  /// What may end: an account, a role or a membership.
  static func endingItem(_ item: @escaping @Sendable (Owner) -> AccessItem) -> Self {
    Self(
      "person", "personID", "group", "groupID", "role", "roleID", "scope", write: { item($0).members($1) },
      read: { try $0.accessItem(naming: &$1) })
  }
}

extension JSON {
  /// A grant where there is a role, a membership where there is a group, else an account.
  fileprivate func accessItem(naming names: inout Names) throws -> AccessItem {
    let keys = Set(try members.map(\.key))
    return if keys.contains("role") {
      .grant(try grant(naming: &names), of: try subject)
    } else if keys.contains("group") {
      .membership(try personReference, try groupReference)
    } else {
      .account(try personReference)
    }
  }
}
