import Access
import Planning
import RandomWorlds
import Reports
import Testing

/// Long lines on a terminal.
@Suite struct `Wrapped text` {
  /// Between blanks, by scalars: a mark behind a blank belongs to it for Swift, and for no terminal.
  private func words(_ text: String) -> [String] {
    text.unicodeScalars.split { $0 == " " || $0 == "\n" }.map { String(String.UnicodeScalarView($0)) }
  }

  @Test(arguments: [40, 80, 132])
  func `has the words of the whole lines, in lines that are no longer than the terminal is wide`(width: Int) throws {
    try Seeds(percent: 10).judge { seed throws in
      var dice = Dice(seed: seed)
      guard let plan = makePlan(World(strange: seed).desired, World(strange: seed).actual, at: World.now).plan else {
        return .missed
      }
      let hostile = dice.chance(50) ? plan.renamed(&dice) : plan
      let whole = hostile.document.text()
      let wrapped = hostile.document.text(TextStyle(width: width))
      #expect(words(wrapped) == words(whole), "seed \(seed)")
      for line in wrapped.split(separator: "\n") where line.count > width {
        #expect(hostile != plan || words(String(line)).count <= 2, "seed \(seed): \(line)")
      }
      return wrapped == whole ? .empty : .judged
    }
  }

  @Test func `goes on further in, and never inside a name`() throws {
    let reason = "not in the list of members, and nobody knows who put them there or when that may have been"
    let group = GroupReference("Data Platform and the people who look after it", id: "g-1")
    let who = PersonReference("somebody.with.a.long.name@subsidiary.acme.com", id: "u-1")
    let plan = Sample.plan { $0.changes = [Change(.leave(who, group), reason: reason, cause: .notListed)] }
    let lines = plan.document.text(TextStyle(width: 60)).split(separator: "\n").map(String.init)
    let at = try #require(lines.firstIndex { $0.contains(who.email.written) })
    #expect(
      Array(lines[at...].prefix(4)) == [
        "  - somebody.with.a.long.name@subsidiary.acme.com  leaves",
        "      group Data Platform and the people who look after it",
        "      not in the list of members, and nobody knows who put",
        "      them there or when that may have been",
      ])
    #expect(plan.document.text(TextStyle(width: 39)) == plan.document.text())
  }
}
