import Access
import RandomWorlds
import Testing

@testable import PolicyFiles

@Suite struct `Files that are read at once` {
  @Test func `what comes of values stands in their order`() {
    for count in [0, 1, 2, 3, 1_000] {
      #expect(concurrentMap(Array(0..<count)) { "\($0)" } == (0..<count).map { "\($0)" })
    }
  }

  /// Half of the files are wrong, each in its own way and in many places.
  @Test func `say what they say one after the other`() {
    let directory = PolicyDirectory(files(areRight: false))
    let first = directory.load()
    #expect(first.desired == nil)
    #expect(first.diagnostics.count == 240)
    for _ in 0..<5 { #expect(directory.load() == first) }
    #expect(readPolicy(at: directory.path, now: PolicyDirectory.now).text.loaded(now: PolicyDirectory.now) == first)
  }

  @Test func `mean what they mean one after the other`() throws {
    let directory = PolicyDirectory(files(areRight: true))
    let (first, text) = readPolicy(at: directory.path, now: PolicyDirectory.now)
    let desired = try #require(first.desired, "\(first.diagnostics)")
    #expect(desired.people.count == 41 * 60)
    #expect(desired.groups.map(\.name) == desired.groups.map(\.name).sorted())
    #expect(directory.load() == first)
    #expect(text.loaded(now: PolicyDirectory.now) == first)
    #expect(text.files.map(\.path) == text.files.map(\.path).sorted())
  }

  private func files(areRight: Bool) -> [String: String] {
    var files = ["workspace.yaml": "workspace: {slug: acme, manage: at-least}\n"]
    for file in 0..<41 {
      var text = "people:\n"
      for person in 0..<60 {
        text +=
          "  p\(person)-\(file)@acme.com:\n    roles: [Source Admin, {role: Source Read-only, scope: source/s\(person)}]\n"
        if !areRight, !file.isMultiple(of: 2), person.isMultiple(of: 5) { text += "    role: x\n" }
      }
      text += "groups:\n  G\(file): {members: [p0-\(file)@acme.com, p1-0@acme.com], roles: []}\n"
      files["\(100 + file).yaml"] = text
    }
    return files
  }
}
