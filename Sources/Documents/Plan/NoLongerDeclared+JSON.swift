package import Access
package import AccessJSON
import Syntax

/// ```json
/// {"what": "membership", "person": "bob@acme.com", "personID": "…", "group": "Analytics", "groupID": "…",
///   "fate": "stays", "why": "not in the list of members; at-least", "gives": ["Source Admin"], "at": "groups.yaml:4:7"}
/// ```
extension NoLongerDeclared: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    JSONField(
      "what", "person", "personID", "group", "groupID", "role", "roleID", "scope",
      write: { [.init("what", .string($0.item.kind.word))] + $0.item.members($1) },
      read: { try $0.item(try $0.required("what") { try $0.declaredKind }, naming: &$1) }),
    .required("fate", \.fate, .word), .optional("why", \.why, .text, else: ""), .given(\.given),
    .required("at", \.at, .place)
  ) { item, fate, why, given, at in Self(item, fate, why: why, given: given, at: at) }
}

extension JSONField where Value == Given {
  /// `"gives": ["Source Admin"], "reaches": ["bob@acme.com"]`, each left out where there is none.
  static func given(_ value: @escaping @Sendable (Owner) -> Given) -> Self {
    Self(
      "gives", "reaches",
      write: { owner, _ in
        let given = value(owner)
        return [
          .init("gives", ifAny: given.gives.isEmpty ? nil : .strings(given.gives)),
          .init("reaches", ifAny: given.reaches.isEmpty ? nil : .array(given.reaches.map { JSON($0) })),
        ].compactMap(\.self)
      },
      read: { json, _ in
        Given(
          try json.optional("gives") { try $0.strings } ?? [],
          reaches: try json.optional("reaches") { try $0.list { try $0.email } } ?? [])
      })
  }
}

extension JSON {
  fileprivate var declaredKind: AccessItem.Kind {
    get throws {
      let word = try text
      guard let kind = AccessItem.Kind.declared.first(where: { $0.word == word }) else {
        throw JSONFault("expected one of \(AccessItem.Kind.declared.map(\.word).joined(separator: ", "))")
      }
      return kind
    }
  }
}

extension AccessItem.Kind {
  /// What a policy declares one by one.
  fileprivate static let declared: [Self] = [.account, .invite, .group, .grant, .membership]

  fileprivate var word: String {
    switch self {
    case .account: "account"
    case .invite: "invite"
    case .group: "group"
    case .grant, .roles: "role"
    case .membership: "membership"
    }
  }
}
