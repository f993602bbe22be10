import FoundationEssentials
import Testing
import YAML

/// The workflows and the action of the repository, and the examples for others: what can be said of them without a runner.
/// Published schemas and shellcheck judge the rest (`.ci/packaging/lint`).
@Suite struct `A workflow` {
  private static let workflows = [".github/workflows/release.yaml", "examples/ci/github-actions.yaml"]
  private static let action = ".github/actions/accord/action.yml"

  @Test(arguments: workflows + [action])
  func `has nothing but steps that use or run something`(file: String) throws {
    let steps = try Self.steps(of: file)
    #expect(steps.count > 1)
    for step in steps {
      #expect((step["uses"] == nil) != (step["run"] == nil), "\(file): \(step)")
    }
  }

  /// Names of branches, titles and files are somebody else's text: in a script they would be commands.
  @Test(arguments: workflows + [action])
  func `puts no expression into a script`(file: String) throws {
    for script in try Self.steps(of: file).compactMap({ $0["run"]?.text }) {
      #expect(!script.contains("${{"), "\(file): \(script)")
    }
  }

  @Test func `of ours uses others' actions at a commit`() throws {
    let used = try (Self.workflows.prefix(1) + [Self.action]).flatMap(Self.steps).compactMap { $0["uses"]?.text }
    #expect(used.count > 3)
    for action in used { #expect(action.wholeMatch(of: #/[\w/.-]+@[0-9a-f]{40}/#) != nil, "\(action)") }
  }

  @Test func `releases what the script makes`() throws {
    let steps = try Self.steps(of: Self.workflows[0])
    let scripts = steps.compactMap { $0["run"]?.text }.joined(separator: "\n")
    #expect(scripts.contains(".ci/release \"${GITHUB_REF_NAME#v}\""))
    let attested = steps.filter { $0["uses"]?.text?.hasPrefix("actions/attest-build-provenance@") == true }
    #expect(attested.contains { $0["with"]?["subject-checksums"]?.text == "release/SHA256SUMS" })
  }

  @Test func `gives the action what it takes`() throws {
    let inputs = try #require(Self.node(Self.action)["inputs"]).keys
    let script = try String(
      contentsOf: PrivatePlace.repository.appending(path: ".github/actions/accord/install"), encoding: .utf8)
    let steps = try Self.steps(of: Self.action)
    let given = Set(steps.flatMap { $0["env"]?.keys ?? [] })
    for name in script.matches(of: #/\bACCORD_[A-Z0-9]+/#).map({ String($0.0) }) {
      #expect(given.contains(name), "\(name) comes from nowhere")
    }
    let values = steps.flatMap { $0["env"]?.values ?? [] }.joined()
    for input in inputs { #expect(values.contains("${{ inputs.\(input) }}"), "\(input) goes nowhere") }
  }
}

extension `A workflow` {
  private static func node(_ file: String) throws -> Node {
    let bytes = try Data(contentsOf: PrivatePlace.repository.appending(path: file))
    let document = Document(reading: Array(bytes))
    #expect(document.problems.isEmpty, "\(file): \(document.problems)")
    return try #require(document.root)
  }

  /// The steps of all jobs, or of a composite action.
  private static func steps(of file: String) throws -> [Node] {
    let root = try node(file)
    let jobs = root["jobs"]?.nodes ?? [root["runs"]].compactMap(\.self)
    return jobs.flatMap { $0["steps"]?.nodes ?? [] }
  }
}

extension Node {
  fileprivate var pairs: [Pair] { if case .mapping(let pairs, _, _) = self { pairs } else { [] } }
  fileprivate var keys: [String] { pairs.map(\.key.text) }
  /// The values of a mapping, or the elements of a sequence.
  fileprivate var nodes: [Node] { if case .sequence(let nodes, _) = self { nodes } else { pairs.map(\.value) } }
  fileprivate var values: [String] { nodes.compactMap(\.text) }
  fileprivate var text: String? { if case .scalar(let scalar) = self { scalar.text } else { nil } }
  fileprivate subscript(key: String) -> Node? { pairs.first { $0.key.text == key }?.value }
}
