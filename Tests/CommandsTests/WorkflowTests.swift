import FoundationEssentials
import Testing
import YAML

/// The workflows and the action of the repository, and the examples for others: what can be said of them without a runner.
/// Published schemas and shellcheck judge the rest (`.ci/packaging/lint`).
@Suite struct `A workflow` {
  static let example = "examples/ci/github-actions.yaml"
  static let request = "examples/ci/github-actions-request.yaml"
  static let gitLab = "examples/ci/gitlab-ci.yaml"
  static let fleet = "examples/fleet/github-actions.yaml"
  private static let shard = "examples/fleet/github-actions-shard.yaml"
  private static let workflows = [".github/workflows/release.yaml", example, request, fleet, shard]
  private static let actions = [".github/actions/accord/action.yml", ".github/actions/comment/action.yml"]

  @Test(arguments: workflows + actions)
  func `has nothing but steps that use or run something`(file: String) throws {
    let steps = try Self.steps(of: file)
    #expect(!steps.isEmpty)
    for step in steps {
      #expect((step["uses"] == nil) != (step["run"] == nil), "\(file): \(step)")
    }
  }

  /// Names of branches, titles and files are somebody else's text: in a script they would be commands.
  @Test(arguments: workflows + actions)
  func `puts no expression into a script`(file: String) throws {
    for script in try Self.steps(of: file).compactMap({ $0["run"]?.text }) {
      #expect(!script.contains("${{"), "\(file): \(script)")
    }
  }

  @Test func `of ours uses others' actions at a commit`() throws {
    let used = try (Self.workflows.prefix(1) + Self.actions).flatMap(Self.steps).compactMap { $0["uses"]?.text }
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

  @Test(arguments: zip(actions, ["accord/install", "comment/post"]))
  func `gives its script what that takes`(file: String, script: String) throws {
    let script = try String(
      contentsOf: PrivatePlace.repository.appending(path: ".github/actions/\(script)"), encoding: .utf8)
    let variables = try Self.steps(of: file).compactMap { $0["env"] }
    let names = script.matches(of: #/\bACCORD_[A-Z0-9]+/#).map { String($0.0) }
    #expect(names.count > 1)
    for name in names { #expect(variables.contains { $0.keys.contains(name) }, "\(name) comes from nowhere") }
    let values = variables.flatMap(\.values).joined()
    for input in try #require(Self.node(file)["inputs"]).keys {
      #expect(values.contains("${{ inputs.\(input) }}"), "\(input) goes nowhere")
    }
  }

  /// A step that hands an action what it does not know is only warned of.
  @Test func `of the examples gives our actions what they take`() throws {
    let steps = try [Self.example, Self.request, Self.fleet, Self.shard].flatMap(Self.steps)
    for (file, name) in zip(Self.actions, ["accord", "comment"]) {
      let inputs = try #require(Self.node(file)["inputs"])
      let uses = steps.filter { $0["uses"]?.text == "OWNER/REPOSITORY/.github/actions/\(name)@COMMIT" }
      #expect(uses.count > 1)
      for step in uses {
        let given = Set(step["with"]?.keys ?? [])
        #expect(given.isSubset(of: inputs.keys), "\(given)")
        for input in inputs.pairs where input.value["required"]?.text == "true" {
          #expect(given.contains(input.key.text), "\(input.key.text)")
        }
      }
    }
  }
}

extension `A workflow` {
  static func node(_ file: String) throws -> Node {
    let bytes = try Data(contentsOf: PrivatePlace.repository.appending(path: file))
    let document = Document(reading: Array(bytes))
    #expect(document.problems.isEmpty, "\(file): \(document.problems)")
    return try #require(document.root)
  }

  /// The steps of all jobs, or of a composite action.
  static func steps(of file: String) throws -> [Node] {
    let root = try node(file)
    let jobs = root["jobs"]?.nodes ?? [root["runs"]].compactMap(\.self)
    return jobs.flatMap { $0["steps"]?.nodes ?? [] }
  }
}

extension Node {
  var pairs: [Pair] { if case .mapping(let pairs, _, _) = self { pairs } else { [] } }
  var keys: [String] { pairs.map(\.key.text) }
  /// The values of a mapping, or the elements of a sequence.
  var nodes: [Node] { if case .sequence(let nodes, _) = self { nodes } else { pairs.map(\.value) } }
  var values: [String] { nodes.compactMap(\.text) }
  var text: String? { if case .scalar(let scalar) = self { scalar.text } else { nil } }
  subscript(key: String) -> Node? { pairs.first { $0.key.text == key }?.value }
}
