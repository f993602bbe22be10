import FoundationEssentials
import PolicyFiles
import RandomWorlds
import Testing

/// Accepts whatever the loader accepts, and refuses what can be seen without looking anything up.
@Suite struct `The schema of policy files` {
  private let checker = SchemaChecker(PolicySchema.json)

  private func problems(_ files: [String: String]) -> [String] {
    files.sorted { $0.key < $1.key }.flatMap { name, text in
      editorValue(text).map { checker.problems($0).map { "\(name)\($0)" } } ?? ["\(name): not YAML"]
    }
  }

  @Test(arguments: ["policies", "examples/startup", "examples/scim", "examples/two-workspaces"])
  func `accepts the policies of the repository`(directory: String) throws {
    let files = try Self.policyFiles(below: directory)
    #expect(!files.isEmpty)
    #expect(problems(files) == [])
  }

  private static func policyFiles(below directory: String) throws -> [String: String] {
    let root = URL(filePath: #filePath).appending(path: "../../../../\(directory)").standardized.path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".yaml") }
    let texts = try paths.map { try String(contentsOf: URL(filePath: "\(root)/\($0)"), encoding: .utf8) }
    return Dictionary(uniqueKeysWithValues: zip(paths, texts))
  }

  @Test func `accepts the example that documents the format`() {
    #expect(problems(ExamplePolicy.files) == [])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `accepts a policy made by chance`(seed: UInt64) {
    #expect(problems(RandomPolicy(seed: seed).files(seed: seed)) == [])
  }

  @Test(arguments: `A broken rule is reported once, where it stands`.all.flatMap { $0 })
  func `accepts what the loader accepts, and refuses what it can see`(rule: RuleCase) {
    let problems = problems(rule.files)
    if PolicyDirectory(rule.files).load().desired != nil {
      #expect(problems == [])
    } else if Self.visible.contains(where: rule.reports.contains) {
      #expect(!problems.isEmpty, "\(rule.reports)")
    }
  }

  /// What messages say of keys, kinds of value, words and forms.
  private static let visible = [
    "unknown key ", "is a list, not ", "is a mapping, not ", "is a mapping by name, not ", "is text, not ",
    ": cannot be \"", "has no value; write", "has nothing in it", "has no members:", "has no roles:", "has no slug:",
    "has no reason:", "has no rule:", "has no count:", "matches nothing", "at once; make it two rules",
    "does not say what it is about", "in one entry", "is not a scope", "unknown kind of resource", "not a pattern",
    "is not an e-mail address", "is not a domain", "is not a number of days", "is out of range", "error: an empty ",
    "cannot hold another", "belongs to the roles of the bundle", "departed: is true or not written",
    "deleted: is true or not written", "has no place in a group", "said beside deleted:",
  ]
}
