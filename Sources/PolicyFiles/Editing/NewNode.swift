internal import Access
internal import Syntax
internal import YAML

/// What an edit writes, before it is known how its neighbours are written.
indirect enum NewNode {
  /// A word of the format, which needs no quotes.
  case word(String)
  case name(String)
  case list([NewNode])
  case mapping([(key: NewNode, value: NewNode)])

  /// On one line, as in `{role: Source Admin, scope: source/website}`.
  func text(_ quotes: Layout.Quotes, in context: YAMLText.Context) -> String {
    switch self {
    case .word(let word): return word
    case .name(let name): return ScalarText.written(name, like: quotes, in: context)
    case .list(let items): return "[\(items.map { $0.text(quotes, in: .flow) }.joined(separator: ", "))]"
    case .mapping(let pairs):
      let texts = pairs.map { "\($0.key.text(quotes, in: .flow)): \($0.value.text(quotes, in: .flow))" }
      return "{\(texts.joined(separator: ", "))}"
    }
  }
}

extension NewNode {
  /// An entry of `roles:`.
  static func grant(_ grant: WrittenGrant) -> NewNode {
    let role = NewNode.name("\(grant.role)")
    switch grant.scope {
    case .workspace: return role
    case .resource(let kind, let name):
      return .mapping([(.word("role"), role), (.word("scope"), .name("\(kind.rawValue)/\(name)"))])
    case .labels(let labels):
      let pairs = labels.pairs.map { (key: NewNode.name($0.key), value: NewNode.name($0.value)) }
      return .mapping([(.word("role"), role), (.word("labels"), .mapping(pairs))])
    }
  }

  static func person(_ person: PolicyEdit.NewPerson) -> NewNode {
    var pairs: [(key: NewNode, value: NewNode)] = []
    if let name = person.name { pairs.append((.word("name"), .name(name))) }
    switch person.roles {
    case .unwritten: break
    case .unmanaged: pairs.append((.word("roles"), .word("unmanaged")))
    case .written(let grants): pairs.append((.word("roles"), .list(grants.map(NewNode.grant))))
    }
    return .mapping(pairs)
  }

  static func group(_ group: PolicyEdit.NewGroup) -> NewNode {
    var pairs: [(key: NewNode, value: NewNode)] = []
    if let id = group.id { pairs.append((.word("id"), .name(id.text))) }
    pairs.append((.word("members"), .list(group.members.map { .name($0.written) })))
    pairs.append((.word("roles"), .list(group.roles.map(NewNode.grant))))
    return .mapping(pairs)
  }
}
