import FoundationEssentials
import Testing

/// `Tests/LESSONS.md` names the tests that keep other tools' accidents from happening here.
@Suite struct `The page of lessons` {
  private static let tests = PrivatePlace.repository.appending(path: "Tests")

  @Test func `names no test that does not exist`() throws {
    let page = try String(contentsOf: Self.tests.appending(path: "LESSONS.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("`") }
    let named = rows.flatMap { row in Self.quoted(row.split(separator: "|").last ?? "") }
    #expect(named.count > 40)
    let known = try Self.names()
    #expect(named.filter { !known.contains($0) } == [])
  }

  @Test func `says every test that is named for another tool`() throws {
    let page = try String(contentsOf: Self.tests.appending(path: "LESSONS.md"), encoding: .utf8)
    let tools = ["terraform", "baton", "peribolos", "k8s.io", "okta", "ssosync", "safe-settings", "Tempelis", "IAMbic"]
    let named = try Self.names().filter { name in tools.contains { name.hasPrefix($0) && name.contains(": ") } }
    #expect(named.filter { !page.contains("`\($0)`") } == [])
  }

  private static func quoted(_ text: Substring) -> [String] {
    text.matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  /// Test functions, and the cases of the rules, which are named by a text of their own.
  private static func names() throws -> Set<String> {
    var names: Set<String> = []
    let paths = try FileManager.default.subpathsOfDirectory(atPath: tests.path())
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
      names.formUnion(text.matches(of: /func `([^`]+)`/).map { String($0.1) })
      guard path.contains("/Rules/RuleCase") else { continue }
      names.formUnion(text.matches(of: /\n      "([^"]+)",\n/).map { String($0.1) })
    }
    return names
  }
}
