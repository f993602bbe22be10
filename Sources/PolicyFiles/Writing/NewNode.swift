internal import Access
internal import Syntax
internal import YAML

/// What an import or an edit writes, before it is known how its neighbours are written.
indirect enum NewNode {
  /// A word of the format, which needs no quotes.
  case word(String)
  case name(String)
  case list([NewNode], form: ListForm = .likeNeighbours)
  case mapping([(key: NewNode, value: NewNode)])
  /// On one line wherever it stands.
  case flow(NewNode)
  /// With a comment behind it.
  case noted(NewNode, String)

  enum ListForm {
    case likeNeighbours
    /// An item a line.
    case block
    /// Between brackets where they fit on one line.
    case flowWhereItFits
  }

  /// On one line, as in `{role: Source Admin, scope: source/website}`, without comments.
  func text(_ quotes: Layout.Quotes, in context: YAMLText.Context) -> String {
    switch self {
    case .word(let word): return word
    case .name(let name): return ScalarText.written(name, like: quotes, in: context)
    case .flow(let node), .noted(let node, _): return node.text(quotes, in: context)
    case .list(let items, _): return "[\(items.map { $0.text(quotes, in: .flow) }.joined(separator: ", "))]"
    case .mapping(let pairs):
      let texts = pairs.map { "\($0.key.text(quotes, in: .flow)): \($0.value.text(quotes, in: .flow))" }
      return "{\(texts.joined(separator: ", "))}"
    }
  }
}

extension NewNode {
  /// An entry of `roles:`.
  static func grant(_ grant: WrittenGrant) -> NewNode { NewNode.grant(grant, .init()) }

  static func grant(_ grant: WrittenGrant, _ terms: PolicyEdit.Terms) -> NewNode {
    let scope: [(key: NewNode, value: NewNode)] =
      switch grant.scope {
      case .workspace: []
      case .resource(let kind, let name): [(.word("scope"), .name("\(kind.rawValue)/\(name)"))]
      case .labels(let labels): [(.word("labels"), .labels(labels))]
      }
    return entry("role", "\(grant.role)", scope + terms.pairs)
  }

  static func labels(_ labels: LabelSet) -> NewNode {
    .flow(.mapping(labels.pairs.map { (key: .name($0.key), value: .name($0.value)) }))
  }

  /// An entry that is text alone, or a mapping where there is more to say.
  static func entry(_ key: String, _ name: String, _ more: [(key: NewNode, value: NewNode)]) -> NewNode {
    more.isEmpty ? .name(name) : .mapping([(.word(key), .name(name))] + more)
  }

  static func person(_ person: PolicyEdit.NewPerson) -> NewNode {
    var pairs: [(key: NewNode, value: NewNode)] = []
    if let name = person.name { pairs.append((.word("name"), .name(name))) }
    switch person.roles {
    case .unwritten: break
    case .unmanaged: pairs.append((.word("roles"), .word("unmanaged")))
    case .written(let grants): pairs.append((.word("roles"), .list(grants.map { NewNode.grant($0) })))
    }
    if !person.groups.isEmpty { pairs.append((.word("groups"), .list(person.groups.map { .name($0) }))) }
    if let manager = person.manager { pairs.append((.word("manager"), .name(manager.written))) }
    return .mapping(pairs + person.terms.pairs)
  }

  static func group(_ group: PolicyEdit.NewGroup) -> NewNode {
    var pairs: [(key: NewNode, value: NewNode)] = []
    if let id = group.id { pairs.append((.word("id"), .name(id.text))) }
    pairs.append((.word("members"), .list(group.members.map { .name($0.written) })))
    pairs.append((.word("roles"), .list(group.roles.map { NewNode.grant($0) })))
    return .mapping(pairs)
  }
}

extension PolicyEdit.Terms {
  /// As they stand in an entry.
  var pairs: [(key: NewNode, value: NewNode)] {
    [until.map { (.word("until"), .word($0.written)) }, reason.map { (.word("reason"), .name($0)) }].compactMap(\.self)
  }
}
