import FoundationEssentials
import Testing

/// What the README, `examples/a-day.md` and the page on identity providers show is what happens: every `console` block is run, line by line, and compared.
///
/// A block holds commands (`$ …`) and what they print, on stdout and stderr. A line of nothing but `...` stands for any
/// number of lines that were left out. Times and the names of journals are not compared.
@Suite struct `The README` {
  private let place: PrivatePlace
  private let readme: String

  init() throws {
    place = try PrivatePlace()
    readme = try String(contentsOf: PrivatePlace.repository.appending(path: "README.md"), encoding: .utf8)
  }

  @Test func `shows a policy that is valid and fits Acme`() throws {
    let block = try #require(readme.firstMatch(of: #/(?s)```yaml\n(.*?)```/#))
    try FileManager.default.createDirectory(atPath: "\(place.path)/shown", withIntermediateDirectories: true)
    try place.write("shown/policy.yaml", String(block.1))
    let ending = try Accord(place: place)("validate", "shown", "--snapshot", "workspace.json")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(ending.errors == "")
  }

  @Test(arguments: ["README.md", "examples/a-day.md", "Sources/Documentation/okta.md"])
  func `shows nothing but what happens`(document: String) throws {
    let page = try String(contentsOf: PrivatePlace.repository.appending(path: document), encoding: .utf8)
    let steps = Self.steps(in: page)
    #expect(steps.count >= 4)
    for step in steps {
      let shown = try Self.run(step.command, in: place)
      let (expected, happened) = (step.lines.map(Self.undated), shown.map(Self.undated))
      let message = "$ \(step.command)\n" + happened.joined(separator: "\n")
      #expect(Self.matches(expected[...], happened[...]), Comment(rawValue: message))
    }
  }

  /// One command and the lines below it.
  struct Step {
    var command: String
    var lines: [String] = []
  }

  static func steps(in text: String) -> [Step] {
    var steps: [Step] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isInside, !steps.isEmpty {
        steps[steps.count - 1].lines.append(line)
      }
    }
    // A blank line between a command's output and the next command is for the reader.
    return steps.map { step in
      Step(command: step.command, lines: step.lines.last == "" ? step.lines.dropLast() : step.lines)
    }
  }

  private static func run(_ command: String, in place: PrivatePlace) throws -> [String] {
    let output = try OneWay()
    let child = try ChildProgram(
      ["/bin/sh", "-c", command], in: place.path, environment: Accord(place: place).clean,
      descriptors: [.empty, .descriptor(output.writing), .descriptor(output.writing)])
    output.closeWriting()
    let text = OneWay.readToTheEnd([output], within: .seconds(60)).texts[0]
    _ = child.wait()
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func undated(_ line: String) -> String {
    line.replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ from/#, with: "TIME from")
      .replacing(#/ at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: " at TIME")
      .replacing(#/apply-acme-\d{8}T\d{6}Z-\d+\.jsonl/#, with: "JOURNAL")
  }

  /// `...` takes as few lines as it can.
  static func matches(_ expected: ArraySlice<String>, _ happened: ArraySlice<String>) -> Bool {
    guard let line = expected.first else { return happened.isEmpty }
    if line == "..." {
      let rest = expected.dropFirst()
      return (happened.startIndex...happened.endIndex).contains { matches(rest, happened[$0...]) }
    }
    return happened.first == line && matches(expected.dropFirst(), happened.dropFirst())
  }

  @Test(
    arguments: [
      (["a", "...", "d"], ["a", "b", "c", "d"], true), (["a", "..."], ["a"], true), (["a"], ["a", "b"], false),
      (["...", "b"], ["a", "c"], false), (["a", "...", "c"], ["a", "c"], true), ([], [], true),
    ] as [([String], [String], Bool)])
  func `is compared but for what it leaves out`(expected: [String], happened: [String], matches: Bool) {
    #expect(Self.matches(expected[...], happened[...]) == matches)
  }
}
