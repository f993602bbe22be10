internal import Access
internal import Syntax

/// Declarations as YAML, as a person would indent them.
struct PolicyLines {
  var lines: [String] = []

  /// Lines longer than this are broken into lists where they can be.
  private static let width = 100

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func blank() { lines.append("") }

  mutating func comment(_ text: String, _ indent: Int = 0) { line(YAMLText.comment(text), indent) }

  /// A key of accord's own that begins a mapping or a list.
  mutating func section(_ key: String, _ indent: Int = 0) { line("\(key):", indent) }

  private mutating func line(_ text: String, _ indent: Int) {
    lines.append(String(repeating: " ", count: indent) + text)
  }

  /// `key: value`, and why.
  private mutating func word(_ key: String, _ value: String, _ why: String, _ indent: Int) {
    line("\(key): \(value)\(why.isEmpty ? "" : "   \(YAMLText.comment(why))")", indent)
  }
}

// Objects of a policy.
extension PolicyLines {
  mutating func add(_ person: ImportedPolicy.Person) {
    for remark in person.remarks { comment(remark, 2) }
    line(YAMLText.key(person.email.written, indent: 2), 2)
    if !person.name.isEmpty { line("name: \(YAMLText.scalar(person.name))", 4) }
    add(person.roles, 4)
  }

  mutating func add(_ group: ImportedPolicy.Group) {
    for remark in group.remarks { comment(remark, 2) }
    line(YAMLText.key(group.name, indent: 2), 2)
    if let id = group.id { word("id", YAMLText.scalar(id.text), "another group has this name", 4) }
    switch group.members {
    case .unmanaged(let why): word("members", "unmanaged", why.inWords, 4)
    case .list(let members, let teams):
      list("members", teams.map { "team/\($0)" } + members.map { YAMLText.scalar($0.written) }, 4)
    }
    add(group.roles, 4)
  }

  mutating func add(_ team: ImportedPolicy.Team) {
    list(YAMLText.scalar(team.name), team.members.map { YAMLText.scalar($0.written) }, 2)
  }

  mutating func add(_ bundle: ImportedPolicy.Bundle) {
    section(YAMLText.scalar(bundle.name), 2)
    for entry in RoleEntry.entries(bundle.grants) { add(entry, 4) }
  }

  private mutating func list(_ key: String, _ items: [String], _ indent: Int) {
    guard !items.isEmpty else { return line("\(key): []", indent) }
    section(key, indent)
    for item in items { line("- \(item)", indent + 2) }
  }
}

// Roles.
extension PolicyLines {
  private mutating func add(_ roles: ImportedPolicy.Roles, _ indent: Int) {
    switch roles {
    case .unmanaged(let why): word("roles", "unmanaged", why.inWords, indent)
    case .list(let grants, let bundles):
      let entries = RoleEntry.entries(grants)
      let names = bundles.map { "bundle/\($0)" } + entries.map { YAMLText.scalar($0.role, in: .flow) }
      let flow = "roles: [\(names.joined(separator: ", "))]"
      if entries.allSatisfy({ $0.isBare }), flow.count + indent <= Self.width, names.count < 4 {
        return line(flow, indent)
      }
      section("roles", indent)
      for bundle in bundles { line("- bundle/\(bundle)", indent + 2) }
      for entry in entries { add(entry, indent + 2) }
    }
  }

  private mutating func add(_ entry: RoleEntry, _ indent: Int) {
    let role = YAMLText.scalar(entry.role)
    guard !entry.isBare else { return line("- \(role)", indent) }
    line("- role: \(role)", indent)
    switch entry.scope {
    case .workspace: break
    case .labels(let labels): add(labels, indent + 2)
    case .resources(let resources): add(resources, indent + 2)
    }
  }

  private mutating func add(_ labels: LabelSet, _ indent: Int) {
    let keys = labels.pairs.map { YAMLText.scalar($0.key, in: .flow) }
    guard keys.contains(where: YAMLText.isLongKey) else {
      let pairs = zip(keys, labels.pairs).map { "\($0): \(YAMLText.scalar($1.value, in: .flow))" }
      return line("labels: {\(pairs.joined(separator: ", "))}", indent)
    }
    section("labels", indent)
    for label in labels.pairs {
      line("\(YAMLText.key(label.key, indent: indent + 2)) \(YAMLText.scalar(label.value))", indent + 2)
    }
  }

  private mutating func add(_ resources: [RoleEntry.Resource], _ indent: Int) {
    let flow = resources.map { YAMLText.scalar($0.text, in: .flow) }.joined(separator: ", ")
    if let only = resources.first, resources.count == 1 {
      return word("scope", YAMLText.scalar(only.text), only.called ?? "", indent)
    }
    if resources.allSatisfy({ $0.called == nil }), flow.count + indent + 9 <= Self.width {
      return line("scope: [\(flow)]", indent)
    }
    section("scope", indent)
    for resource in resources {
      line(
        "- \(YAMLText.scalar(resource.text))\(resource.called.map { "   \(YAMLText.comment($0))" } ?? "")", indent + 2)
    }
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
