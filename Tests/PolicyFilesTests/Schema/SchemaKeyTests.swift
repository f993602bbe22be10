import PolicyFiles
import RandomWorlds
import Syntax
import Testing

/// A mapping of the format: how to write one with a key that nobody knows, and where the schema has it.
struct MappingPlace: Sendable, CustomTestStringConvertible {
  let name: String
  /// With `KEY` where the key belongs.
  let text: String
  /// Of the definitions; nil for the file itself.
  let definition: String?
  /// The reader knows these only to say that they do not belong here.
  var refused: Set<String> = []

  var testDescription: String { name }

  static let all = [
    MappingPlace(name: "a file", text: "KEY: 1\n", definition: nil),
    MappingPlace(name: "a workspace", text: "workspace: {KEY: 1}\n", definition: "workspace"),
    MappingPlace(name: "manage", text: "workspace: {manage: {KEY: 1}}\n", definition: "workspace/properties/manage"),
    MappingPlace(name: "a person", text: "people: {a@b.c: {KEY: 1}}\n", definition: "person"),
    MappingPlace(name: "a group", text: "groups: {x: {KEY: 1}}\n", definition: "group"),
    MappingPlace(name: "a role entry", text: "people: {a@b.c: {roles: [{KEY: 1}]}}\n", definition: "roleEntry"),
    MappingPlace(
      name: "a role in a bundle", text: "bundles: {x: [{KEY: 1}]}\n", definition: "bundledRole", refused: ["bundle"]),
    MappingPlace(name: "a member", text: "groups: {x: {members: [{KEY: 1}], roles: []}}\n", definition: "memberEntry"),
    MappingPlace(name: "an entry of a team", text: "teams: {x: [{KEY: 1}]}\n", definition: "teamEntry"),
    MappingPlace(name: "an entry of groups", text: "people: {a@b.c: {groups: [{KEY: 1}]}}\n", definition: "groupEntry"),
    MappingPlace(name: "an ignore rule", text: "ignore: [{KEY: 1}]\n", definition: "ignoreRule"),
  ]
}

@Suite struct `The keys of the schema` {
  /// What no message takes for a misspelling of anything.
  private static let nonsense = "qqqqqqqqqqqqqqqqqqqq"

  @Test(arguments: MappingPlace.all)
  func `are those that the loader knows`(place: MappingPlace) throws {
    let schema = try #require(Self.definition(place.definition))
    #expect(try Self.keys(in: schema).union(place.refused) == Self.known(in: place.text))
  }

  @Test func `of a guardrail are those that the loader knows of each rule`() throws {
    let rules = try #require(Self.definition("guardrail")?.member("anyOf")).elements
    #expect(rules.count == 11)
    for rule in rules {
      let word = try #require(rule.member("properties")?.member("rule")?.member("const")).text
      #expect(try Self.keys(in: rule) == Self.known(in: "guardrails: [{rule: \(word), KEY: 1}]\n"), "\(word)")
    }
  }

  @Test func `are all explained`() {
    for definition in PolicySchema.json.member("$defs")!.members where definition.key != "name" {
      for (key, schema) in Self.properties(in: definition.value) where schema.member("$ref") == nil {
        let isExplained = schema.member("description") != nil || ["roles", "people"].contains(key)
        #expect(isExplained, "\(key) in \(definition.key)")
      }
    }
  }

  private static func definition(_ path: String?) -> JSON? {
    guard let path else { return PolicySchema.json }
    return path.split(separator: "/").reduce(PolicySchema.json.member("$defs")) { $0?.member(String($1)) }
  }

  /// Of a mapping, or of all forms of an entry.
  private static func keys(in schema: JSON) throws -> Set<String> { Set(properties(in: schema).map(\.key)) }

  private static func properties(in schema: JSON) -> [(key: String, value: JSON)] {
    let own = schema.member("properties")?.members.map { ($0.key, $0.value) } ?? []
    return own + (schema.member("anyOf")?.elements.flatMap(properties) ?? [])
  }

  /// What the loader says is known, asked with a key that is not.
  private static func known(in text: String) throws -> Set<String> {
    var file = text.replacing("KEY", with: nonsense)
    if !file.hasPrefix("workspace:") { file = "workspace: {slug: acme}\n" + file }
    let report = PolicyDirectory(["p.yaml": file]).report()
    let words = try #require(report.firstMatch(of: #/unknown key "q+".*; known are (.*)/#), "\(report)").1
    return Set(words.split(separator: ", ").map(String.init))
  }
}
