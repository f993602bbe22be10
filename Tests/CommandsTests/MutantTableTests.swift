import FoundationEssentials
import Testing

/// `Tests/mutants`, which `.ci/mutants` puts into the sources at night: a table that does not fit them any more is worth
/// nothing, and is to be seen by whoever changed the line.
@Suite struct `The table of mutants` {
  @Test func `has each of its lines once in the sources, with another that has a switch`() throws {
    let root = PrivatePlace.repository
    let table = try String(contentsOf: root.appending(path: "Tests/mutants"), encoding: .utf8)
    let lines = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
    try #require(lines.count % 4 == 0)
    #expect(lines.count / 4 > 50)
    for at in stride(from: 0, to: lines.count, by: 4) {
      let (name, path, old, new) = (lines[at], lines[at + 1], lines[at + 2], lines[at + 3])
      try #require(old.hasPrefix("- "), "\(name)")
      try #require(new.hasPrefix("+ "), "\(name)")
      #expect(new.contains("MUTANT"), "\(name)")
      let source = try String(contentsOf: root.appending(path: String(path)), encoding: .utf8)
      #expect(source.ranges(of: old.dropFirst(2)).count == 1, "\(name): \(path) has not once: \(old)")
    }
  }
}
