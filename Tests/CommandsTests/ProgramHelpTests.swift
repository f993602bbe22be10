import FoundationEssentials
import Testing

@testable import Commands

/// The help as the program prints it, and command lines in the documents, which must be such that it takes.
@Suite struct `The help` {
  private let accord: Accord
  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `is the same however it is asked for`() throws {
    let overview = try accord("--help")
    #expect(overview.code == 0)
    #expect(overview.errors == "")
    #expect(try accord("help") == overview)
    for command in CommandTable.all.map(\.name) {
      let help = try accord(command, "--help")
      #expect(help.code == 0, "\(command)")
      #expect(help.errors == "", "\(command)")
      #expect(help.output.hasPrefix("Usage: accord \(command)"))
      #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 100 && $0.last != " " })
      #expect(try accord("help", command) == help)
      #expect(try accord(command, "-h") == help)
    }
  }

  @Test func `tells the version in a line`() throws {
    #expect(try accord("version").output == "accord \(accordVersion)\n")
    #expect(try accord("--version").output == "accord \(accordVersion)\n")
  }

  @Test func `names version, commit and build as JSON`() throws {
    let ending = try accord("version", "--format", "json")
    #expect(ending.code == 0)
    #expect(ending.errors == "")
    // The program may be one that is to be released, and the machine of either kind.
    let told = ending.output.replacing(#/"([0-9a-f]{40}|unknown)"/#, with: "COMMIT")
      .replacing(#/"(debug|release)"/#, with: "KIND").replacing(#/"linux-(x86_64|arm64)"/#, with: "PLATFORM")
    #expect(
      told == """
        {
          "formatVersion": 1,
          "version": "\(accordVersion)",
          "commit": COMMIT,
          "build": {"kind": KIND, "platform": PLATFORM}
        }

        """)
    #expect(BuildDescription(version: "1.2.3", commit: "00c0ffee").text(.json).contains("\"commit\": \"00c0ffee\""))
  }

  @Test func `is a manual page as well`() throws {
    let page = try accord("help", "plan", "--man")
    #expect(page.code == 0)
    #expect(page.errors == "")
    #expect(page.output == ManualPage(topic: "plan").text)
    #expect(try accord("help", "--man").output.contains("\n.TH ACCORD 1 "))
  }

  /// A flag that was renamed must not live on in somebody's pipeline.
  @Test(arguments: [
    "README.md", "policies/README.md", "examples/README.md", "examples/quickstart.sh",
    "examples/ci/github-actions.yaml",
    "examples/ci/gitlab-ci.yaml",
  ])
  func `knows every command line of the documents`(document: String) throws {
    let text = try String(contentsOf: PrivatePlace.repository.appending(path: document), encoding: .utf8)
    let lines = text.split(separator: "\n").compactMap(Self.commandLine)
    #expect(!lines.isEmpty)
    for words in lines {
      #expect(throws: Never.self, "\(document): accord \(words.joined(separator: " "))") {
        try CommandLineWords(words)
      }
    }
  }

  /// The words after `accord` (or `"$accord"`) where a line runs it; nil where it does not.
  private static func commandLine(_ line: Substring) -> [String]? {
    var rest = line.drop { $0 == " " }
    for prefix in ["- run: ", "run: ", "- ", "$ "] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
    guard let call = ["accord ", "\"$accord\" "].first(where: rest.hasPrefix) else { return nil }
    // What a variable holds is known to nobody who only reads the line.
    return shellWords(String(rest.dropFirst(call.count).replacing(" 2>", with: " >"))).filter { !$0.hasPrefix("${") }
  }
}
