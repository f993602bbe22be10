internal import Access
internal import Syntax
internal import YAML

/// Declarations as YAML, as a person would indent them.
struct PolicyLines {
  private(set) var lines: [String] = []

  private static let conventions = LayoutConventions()

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func blank() { lines.append("") }

  mutating func append(_ other: PolicyLines) { lines += other.lines }

  mutating func comment(_ text: String, _ indent: Int = 0) { lines.append(blanks(indent) + YAMLText.comment(text)) }

  /// A key of accord's own that begins a mapping or a list.
  mutating func section(_ key: String) { lines.append("\(key):") }

  /// A key of a section.
  mutating func add(_ key: NewNode, _ value: NewNode) {
    lines += NewNode.entry(key, value, quotes: (.none, .none), indentation: 2, Self.conventions)
  }

  /// An item of a section.
  mutating func add(_ item: NewNode) {
    lines += item.item(indentation: 2, Self.conventions.lists(""), Self.conventions)
  }
}

// Objects of a policy.
extension PolicyLines {
  mutating func add(_ person: ImportedPolicy.Person) {
    for remark in person.remarks { comment(remark, 2) }
    let name = person.name.isEmpty ? [] : [(key: NewNode.word("name"), value: NewNode.name(person.name))]
    add(.name(person.email.written), .mapping(name + [(.word("roles"), .roles(person.roles))]))
  }

  mutating func add(_ group: ImportedPolicy.Group) {
    for remark in group.remarks { comment(remark, 2) }
    let id = group.id.map {
      (key: NewNode.word("id"), value: NewNode.noted(.name($0.text), "another group has this name"))
    }
    add(
      .name(group.name),
      .mapping(
        [id].compactMap(\.self) + [(.word("members"), .members(group.members)), (.word("roles"), .roles(group.roles))]))
  }

  mutating func add(_ team: ImportedPolicy.Team) {
    add(.name(team.name), .list(team.members.map { .name($0.written) }, form: .block))
  }

  mutating func add(_ bundle: ImportedPolicy.Bundle) {
    add(.name(bundle.name), .list(RoleEntry.entries(bundle.grants).map(\.node), form: .block))
  }
}

extension NewNode {
  fileprivate static func members(_ members: ImportedPolicy.Members) -> NewNode {
    switch members {
    case .unmanaged(let why): unmanaged(why)
    case .list(let members, let teams):
      .list(teams.map { .word("team/\($0)") } + members.map { .name($0.written) }, form: .block)
    }
  }

  fileprivate static func roles(_ roles: ImportedPolicy.Roles) -> NewNode {
    switch roles {
    case .unmanaged(let why): return unmanaged(why)
    case .list(let grants, let bundles):
      let entries = RoleEntry.entries(grants)
      let isShort = entries.allSatisfy(\.isBare) && bundles.count + entries.count < 4
      return .list(
        bundles.map { .word("bundle/\($0)") } + entries.map(\.node), form: isShort ? .flowWhereItFits : .block)
    }
  }

  private static func unmanaged(_ why: ImportedPolicy.Reason) -> NewNode {
    why.inWords.isEmpty ? .word("unmanaged") : .noted(.word("unmanaged"), why.inWords)
  }
}

/// One entry of `roles:`: grants of one role on resources stand together.
struct RoleEntry {
  enum Scope {
    case workspace
    case labels(LabelSet)
    case resources([Resource])
  }

  struct Resource {
    let text: String
    let called: String?

    var node: NewNode { called.map { .noted(.name(text), $0) } ?? .name(text) }
  }

  let role: String
  let scope: Scope

  /// Whether the role's name says it all.
  var isBare: Bool {
    switch scope {
    case .workspace: true
    case .labels, .resources: false
    }
  }

  var node: NewNode {
    switch scope {
    case .workspace: .name(role)
    case .labels(let labels): .entry("role", role, [(.word("labels"), .labels(labels))])
    case .resources(let resources):
      .entry(
        "role", role,
        [
          (
            .word("scope"),
            resources.count == 1 ? resources[0].node : .list(resources.map(\.node), form: .flowWhereItFits)
          )
        ])
    }
  }

  /// Of grants that are sorted.
  static func entries(_ grants: [ImportedGrant]) -> [RoleEntry] {
    var entries: [RoleEntry] = []
    for grant in grants {
      switch grant.written.scope {
      case .workspace: entries.append(RoleEntry(role: grant.role, scope: .workspace))
      case .labels(let labels): entries.append(RoleEntry(role: grant.role, scope: .labels(labels)))
      case .resource(let kind, let text):
        var resources = [Resource(text: "\(kind.rawValue)/\(text)", called: grant.called)]
        if let last = entries.last, last.role == grant.role, case .resources(let before) = last.scope {
          resources = before + resources
          entries.removeLast()
        }
        entries.append(RoleEntry(role: grant.role, scope: .resources(resources)))
      }
    }
    return entries
  }
}
