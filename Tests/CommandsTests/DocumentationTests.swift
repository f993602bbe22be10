import Access
import Commands
import FoundationEssentials
import PolicyFiles
import Syntax
import Testing

/// The reference pages of `Sources/Documentation`: what stands there in a generated block is what the tables in the code
/// and the program itself say.
///
/// A block stands between `<!-- generated: NAME -->` and `<!-- end -->`. `UPDATE_GOLDEN=1` writes every block anew.
@Suite struct `The reference pages` {
  private static let directory = PrivatePlace.repository.appending(path: "Sources/Documentation")

  private static func page(_ name: String) throws -> String {
    try String(contentsOf: directory.appending(path: name), encoding: .utf8)
  }

  @Test(arguments: ["policy.md", "guardrails.md", "exit-codes.md", "formats.md"])
  func `say what the code says`(name: String) throws {
    let page = try Self.page(name)
    var text = ""
    var blocks = 0
    var rest = page[...]
    while let start = rest.firstMatch(of: #/<!-- generated: (.+) -->\n/#) {
      text += rest[..<start.range.upperBound]
      rest = rest[start.range.upperBound...]
      let end = try #require(rest.firstRange(of: "<!-- end -->"), "\(start.1) has no end")
      text += try GeneratedBlock(name: String(start.1), above: text).lines.map { "\($0)\n" }.joined()
      rest = rest[end.lowerBound...]
      blocks += 1
    }
    text += rest
    #expect(blocks > 0)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: Self.directory.appending(path: name))
    } else {
      let differing = zip(page.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
      #expect(page == text, "\(name): \(differing.map { "'\($0)' is now '\($1)'" } ?? "lines are missing")")
    }
  }

  @Test func `have every guardrail and every part of a policy`() throws {
    let guardrails = try Self.page("guardrails.md")
    for word in Schemas.rules.keys {
      #expect(guardrails.contains("\n## \(word)\n"), "\(word)")
      #expect(guardrails.contains("<!-- generated: parameters of \(word) -->"), "\(word)")
    }
    let policy = try Self.page("policy.md")
    let mappings = Schemas.definitions.filter { !Schemas.properties(of: $0.value).isEmpty && $0.key != "guardrail" }
    #expect(mappings.count > 5)
    for name in mappings.map(\.key) {
      #expect(policy.contains("<!-- generated: keys of \(name) -->"), "\(name)")
    }
  }

  /// Each document that a golden shows, and whose keys the page must all explain.
  @Test(arguments: [
    ("plan-", "plan"), ("applied-", "plan"), ("drift-", "drift"), ("review-", "review"), ("explain-", "explanation"),
    ("holders-", "holders"), ("unused", "review"),
  ])
  func `explain every key of a document`(prefix: String, section: String) throws {
    let golden = PrivatePlace.repository.appending(path: "Tests/ReportsTests/Golden")
    let names = try FileManager.default.contentsOfDirectory(atPath: golden.path())
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
    let keys = try Set(
      names.flatMap { name -> [String] in
        let text = try String(contentsOf: golden.appending(path: name), encoding: .utf8)
        // What labels are called is the workspace's affair.
        let plain = text.replacing(#/"labels": \{[^}]*\}/#, with: #""labels": ""#)
        return plain.matches(of: #/"([A-Za-z-]+)": /#).map { String($0.1) }
      })
    if prefix != "applied-" { #expect(!keys.isEmpty) }
    let page = try Self.page("formats.md")
    let start = try #require(page.firstRange(of: "\n## The \(section)"), "no section on the \(section)")
    let rest = page[start.upperBound...]
    let text = rest.firstRange(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    #expect(keys.filter { !text.contains("`\($0)`") }.sorted() == [])
  }

  @Test func `say of each command how it ends`() throws {
    let page = try Self.page("exit-codes.md")
    let overview = try Accord(place: PrivatePlace())("help").output
    let commands = overview.matches(of: #/(?m)^  ([a-z]+)  +[a-z]/#).map { String($0.1) }
    #expect(commands.count > 10)
    for command in commands { #expect(page.contains("\n| `\(command)` |"), "\(command)") }
  }
}

/// The lines of a block, by its name.
private struct GeneratedBlock {
  let lines: [String]

  init(name: String, above: String) throws {
    let words = name.split(separator: " ").map(String.init)
    lines =
      switch (words.first, words.last) {
      case ("keys"?, let definition?): try Self.keys(of: definition)
      case ("parameters"?, let rule?): try Self.parameters(of: rule)
      case ("refusal"?, let rule?): try Self.refusal(of: rule, example: try Self.example(above))
      case ("roles"?, _): Self.roles
      case ("exit"?, "codes"?): ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }.under("code", "means")
      case ("columns"?, _): try Self.columns()
      case ("events"?, _): Self.events
      default: throw ChildProgram.Trouble("no block is called \(name)")
      }
  }

  private static func keys(of definition: String) throws -> [String] {
    let schema = try #require(Schemas.definitions[definition], "no definition is called \(definition)")
    return Schemas.rows(Schemas.properties(of: schema), required: Schemas.required(by: schema))
  }

  private static func parameters(of rule: String) throws -> [String] {
    let schema = try #require(Schemas.rules[rule], "no guardrail is called \(rule)")
    // What every guardrail takes stands at the top of the page.
    let parameters = Schemas.properties(of: schema).filter { !["rule", "name", "except", "enforce"].contains($0.key) }
    return [Schemas.meaning(of: schema), ""] + Schemas.rows(parameters, required: Schemas.required(by: schema))
  }

  private static func example(_ above: String) throws -> String {
    try #require(above.matches(of: #/(?s)```yaml\n(.*?)```/#).last.map { String($0.1) }, "no example stands above")
  }

  /// What `accord plan` says where the example is Acme's only guardrail.
  private static func refusal(of rule: String, example: String) throws -> [String] {
    let place = try PrivatePlace()
    let policy = try place.text("policies/workspace.yaml")
    let start = try #require(policy.firstRange(of: "\nguardrails:")).lowerBound
    let end = try #require(policy.firstRange(of: "\nignore:")).lowerBound
    try place.write("policies/workspace.yaml", policy[..<start] + "\n" + example + policy[end...])
    let output = try Accord(place: place)("plan", "--snapshot", "workspace.json").output
    let lines = output.split(separator: "\n").map(String.init)
    // Protected people are held, not refused.
    let shown = lines.drop { !$0.hasPrefix("  ! \(rule): ") && !$0.hasPrefix("  > protected") }
    try #require(!shown.isEmpty, "the example of \(rule) refuses nothing: \(output)")
    return ["```text"] + shown.prefix(2) + ["```"]
  }

  private static var events: [String] {
    RoleEvents.families.map { family in
      let events = family.events.sorted().map { "`\($0)`" }.joined(separator: ", ")
      let roles = family.roles.isEmpty ? Role.ownerName : family.roles.joined(separator: ", ")
      return "| \(family.subject) | \(events) | \(roles) | \(family.source)\(family.isAssumed ? " (assumption)" : "") |"
    }.under("about", "events", "roles, besides Workspace Owner", "by")
  }

  private static var roles: [String] {
    RoleCatalog.entries.map { entry in
      let others = entry.otherNames.map { "`\($0)`" }.joined(separator: ", ")
      let labels = entry.takesLabels.map { $0 ? "yes" : "no" } ?? "not known"
      let reach = entry.reaches.map { kinds in
        ResourceKind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ", ")
      }
      return "| `\(entry.name)` | \(others) | \(labels) | \(reach ?? "not known") |"
    }.under("role", "also found under", "labels", "acts on")
  }

  private static func columns() throws -> [String] {
    let ending = try Accord(place: PrivatePlace())("review", "--snapshot", "workspace.json", "--format", "csv")
    let head = try #require(ending.output.split(whereSeparator: \.isNewline).first, "\(ending.errors)")
    return [head.split(separator: ",").map { "`\($0)`" }.joined(separator: ", ") + "."]
  }
}

/// The parts of the schema that editors are given.
private enum Schemas {
  static let definitions: [String: JSON] = {
    let all = members(of: member("$defs", of: PolicySchema.json) ?? .null)
    return Dictionary(all.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }()

  static let rules: [String: JSON] = {
    guard let guardrail = definitions["guardrail"], case .array(let forms)? = member("anyOf", of: guardrail) else {
      return [:]
    }
    return Dictionary(
      forms.compactMap { form in rule(form).map { ($0, form) } }, uniquingKeysWith: { first, _ in first })
  }()

  private static func rule(_ form: JSON) -> String? {
    let key = properties(of: form).first { $0.key == "rule" }
    guard case .string(let word)? = key.flatMap({ member("const", of: $0.value) }) else { return nil }
    return word
  }

  static func meaning(of rule: JSON) -> String {
    properties(of: rule).first { $0.key == "rule" }.map { description(of: $0.value) } ?? ""
  }

  /// The keys of a mapping, of all its forms where it has several, and of what stands below a key of it.
  static func properties(of schema: JSON) -> [JSON.Member] {
    var found = members(of: member("properties", of: schema) ?? .null)
    if case .array(let forms)? = member("anyOf", of: schema) {
      for property in forms.flatMap(properties) where !found.contains(where: { $0.key == property.key }) {
        found.append(property)
      }
    }
    return found
  }

  /// - Parameter required: keys that cannot be left out.
  static func rows(_ properties: [JSON.Member], required: [String]) -> [String] {
    lines(properties, required, inside: "").under("key", "value", "means")
  }

  static func required(by schema: JSON) -> [String] {
    guard case .array(let keys)? = member("required", of: schema) else { return [] }
    return keys.map(text)
  }

  private static func lines(_ properties: [JSON.Member], _ required: [String], inside path: String) -> [String] {
    properties.flatMap { property -> [String] in
      let name = path + property.key
      let must = required.contains(property.key) ? ", required" : ""
      let row = "| `\(name)` | \(value(of: property.value))\(must) | \(description(of: property.value)) |"
      return [row] + lines(self.properties(of: property.value), [], inside: "\(name).")
    }
  }

  private static func value(of schema: JSON) -> String {
    if case .array(let words)? = member("enum", of: schema) {
      return words.map { "`\(text($0))`" }.joined(separator: " or ")
    }
    if let constant = member("const", of: schema) { return "`\(text(constant))`" }
    if case .array(let forms)? = member("anyOf", of: schema) {
      let all = forms.map(value).reduce(into: [String]()) { all, form in if !all.contains(form) { all.append(form) } }
      return all.joined(separator: " or ")
    }
    if case .string(let path)? = member("$ref", of: schema) { return path.split(separator: "/").last.map(word) ?? "" }
    guard case .string(let type)? = member("type", of: schema) else { return "text" }
    switch type {
    case "array": return member("items", of: schema).map { "a list of \(several(value(of: $0)))" } ?? "a list"
    case "object": return "a mapping"
    case "integer": return "a whole number"
    case "string": return "text"
    default: return type
    }
  }

  private static func several(_ one: String) -> String {
    switch one {
    case "an address": "addresses"
    case "a name": "names"
    case "a role": "roles"
    case "text": "texts"
    case let list where list.hasPrefix("a list of"): "lists of" + list.dropFirst(9)
    default: one
    }
  }

  /// What a named part is called in a table.
  private static func word(_ definition: Substring) -> String {
    switch definition {
    case "email": "an address"
    case "freeText": "text"
    case "name", "guardrailName": "a name"
    case "role": "a role"
    case "until": "a date or time"
    case "scope": "a scope, or a list of scopes"
    case "labels": "labels"
    case "roles": "`unmanaged` or a list of roles"
    case "enforcement": "`refuse` or `warn`"
    case "exceptions": "a list of subjects"
    case "teamEntry", "memberEntry": "members"
    case "roleEntry": "a role"
    case "groupEntry": "groups"
    default: String(definition)
    }
  }

  private static func description(of schema: JSON) -> String {
    if case .string(let text)? = member("description", of: schema) { return text }
    guard case .string(let path)? = member("$ref", of: schema), let name = path.split(separator: "/").last,
      let definition = definitions[String(name)]
    else { return "" }
    return description(of: definition)
  }

  private static func member(_ key: String, of schema: JSON) -> JSON? {
    members(of: schema).first { $0.key == key }?.value
  }

  private static func members(of schema: JSON) -> [JSON.Member] {
    if case .object(let members) = schema { members } else { [] }
  }

  private static func text(_ value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .null, .number, .array, .object: "\(value)"
    }
  }
}

extension [String] {
  /// Rows of a Markdown table under its head.
  fileprivate func under(_ columns: String...) -> [String] {
    ["| \(columns.joined(separator: " | ")) |", "|\(String(repeating: " --- |", count: columns.count))"] + self
  }
}
