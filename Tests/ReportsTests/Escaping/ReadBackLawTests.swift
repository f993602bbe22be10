import Access
import Documents
import Explaining
import Planning
import RandomWorlds
import Reports
import Syntax
import Testing

/// What each format says of hostile names is read back, by the suite's own readers, as what was written.
@Suite struct `Whatever names say` {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a cell of a CSV file is one cell, no formula, and comes back`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<200 {
      let names = (0..<3).map { _ in dice.hostileName() }
      let record = csvRecord(names)
      let cells = try #require(try Reader.table(record).first)
      #expect(
        cells.map { ByteText(Reader.cell($0)) } == names.map { ByteText($0.harmless) }, "\(names.debugDescription)")
      for cell in cells {
        #expect(cell.unicodeScalars.first.map { !"=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? true)
        #expect(ByteText(csvText(cell)) == ByteText(Reader.cell(cell)))
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `an annotation for GitHub is one command with one message, and its file comes back`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<100 {
      let (file, message) = (dice.hostileName(), dice.hostileName())
      let notes = dice.chance(50) ? [Diagnostic.Note(at: Place(file: "n.yaml", line: 2, column: 3), message)] : []
      let place = Place(file: "x\(file)y.yaml".unicodeScalars.filter { $0 != "/" }.text, line: 4, column: 5)
      let lines = githubAnnotations([.error(at: place, message, notes: notes)], of: ".").utf8.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      try #require(lines.count == 2 && lines[1].isEmpty, "\(message.debugDescription)")
      let command = try Command(String(decoding: lines[0], as: UTF8.self))
      #expect(ByteText(command.properties["file"] ?? "") == ByteText(place.file.harmless))
      #expect(command.properties.count == 3)
      #expect(command.properties["line"] == "4")
      let text = ([message.harmless] + notes.map { "n.yaml:2:3: note: \($0.message.harmless)" }).joined(separator: "\n")
      #expect(ByteText(command.message) == ByteText(text))
    }
  }

  /// What GitHub's runner makes of a line, after actions/runner's ActionCommand.
  private struct Command {
    var properties: [String: String] = [:]
    var message: String

    init(_ line: String) throws {
      let bytes = Array(line.utf8)
      try #require(bytes.starts(with: "::error".utf8))
      let end = try #require((2..<bytes.count - 1).first { bytes[$0] == 58 && bytes[$0 + 1] == 58 })
      message = Self.unescaped(bytes[(end + 2)...])
      for pair in bytes[7..<end].drop(while: { $0 == 32 }).split(separator: 44) {
        let parts = pair.split(separator: 61, maxSplits: 1)
        properties[String(decoding: parts[0], as: UTF8.self)] = Self.unescaped(parts.count > 1 ? parts[1] : [])
      }
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
      var (rest, text) = (bytes, [UInt8]())
      while let byte = rest.popFirst() {
        if byte == 37, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
          text.append(code)
          rest = rest.dropFirst(2)
        } else {
          text.append(byte)
        }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a review drops no row and no name, and decisions on it come back`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let state = World(strange: seed).actual.renamed(&dice)
    let review = try #require(reviewAccess(nil, state, at: World.now).review)
    var records = try Reader.table(csvReport(review))
    try #require(records.count == review.rows.count + 1)
    let columns = Dictionary(uniqueKeysWithValues: records[0].enumerated().map { ($1, $0) })
    let cell = { (row: Int, name: String) in ByteText(Reader.cell(records[row + 1][columns[name] ?? 0])) }
    let page = try Reader.page(review.document.html())
    let comment = try Reader.comment(review.document.markdown(limit: .max).joined()).all.joined(separator: "\n")
    for (at, row) in review.rows.enumerated() {
      let (person, group) = (row.person?.written ?? "", row.group?.name ?? "")
      #expect(cell(at, "person") == ByteText(person.harmless))
      #expect(cell(at, "group") == ByteText(group.harmless))
      if let grant = row.grant { #expect(cell(at, "role") == ByteText(review.names.role(grant.role).harmless)) }
      for name in [person, group] + (row.grant.map { [review.names.role($0.role)] } ?? []) {
        #expect(page.text.shows(name.harmless), "seed \(seed): \(name.debugDescription)")
        #expect(comment.shows(name.harmless), "seed \(seed): \(name.debugDescription)")
      }
    }
    var expected: [Decision] = []
    for at in review.rows.indices where dice.chance(50) {
      let word: Decision.Word = dice.chance(50) ? .keep : .remove
      records[at + 1][columns["decision"] ?? 0] = word.rawValue
      expected.append(Decision(review.rows[at], word, line: at + 2))
    }
    let filled = records.map(quoted).joined(separator: "\r\n")
    let file = DecisionFile(Array(filled.utf8), about: review)
    #expect(file.decisions == expected, "seed \(seed): \(file.unclear)")
    #expect(file.unclear == [], "seed \(seed): \(file.unclear)")
  }

  /// A record as a spreadsheet writes it, every cell in quotes.
  private func quoted(_ cells: [String]) -> String {
    cells.map { cell in
      var bytes: [UInt8] = []
      for byte in cell.utf8 { bytes += byte == 34 ? [34, 34] : [byte] }
      return "\"" + String(decoding: bytes, as: UTF8.self) + "\""
    }.joined(separator: ",")
  }

  /// Law 9 once more, with what makes lines, signs and colours in a name.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every removal has a line of its own in the text and comes back from the JSON`(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let world = World(seed: seed)
    let plan = try #require(makePlan(world.desired, world.actual, at: World.now).plan).renamed(&dice)
    let removals = plan.changes.filter(\.kind.isRemoval)
    let text = textReport(plan)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.deceives })
    let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    let losing = lines.filter { $0.opens(with: "  - ") }
    #expect(losing.count == removals.count)
    for (subject, words) in removals.compactMap({ $0.loss(plan.names) }) {
      #expect(
        losing.contains { $0.opens(with: "  - \(subject)") && $0.shows(words) }, "seed \(seed): \(subject) \(words)")
    }
    let json = jsonReport(plan, accord: "0")
    #expect(json.unicodeScalars.allSatisfy { $0 == "\n" || !$0.deceives })
    #expect(try Plan(file: Array(json.utf8)).changes == plan.changes)
  }

  /// A group called `*`, with a mark that hides the star, must not become a rule for every group.
  @Test func `no ignore rule is written for a name with a star in it, whatever stands behind the star`() throws {
    for star in ["*", "*\u{301}", "\u{D4E}*", "*\u{FE0F}", "okta-*\u{20DD}"] {
      var world = World(seed: 3)
      world.desired.manage.groups = .exact
      world.actual.groups.append(ActualGroup(id: "g-star", name: star, grants: [], members: []))
      let drift = try #require(makeDrift(world.desired, world.actual, at: World.now).drift)
      let lines = ignoreRules(drift).utf8.split(separator: UInt8(ascii: "\n")).map {
        String(decoding: $0, as: UTF8.self)
      }
      #expect(!lines.contains { $0.opens(with: "  - group:") && $0.utf8.contains(UInt8(ascii: "*")) }, "\(lines)")
    }
  }
}

/// Two spellings of one letter are two texts.
struct ByteText: Hashable, CustomStringConvertible {
  let bytes: [UInt8]
  init(_ text: String) { bytes = Array(text.utf8) }
  var description: String { String(decoding: bytes, as: UTF8.self).debugDescription }
}

extension Sequence<Unicode.Scalar> {
  var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: self)
    return String(text)
  }
}

extension ActualState {
  /// The same workspace with hostile names for everybody and everything.
  func renamed(_ dice: inout Dice) -> ActualState {
    var (state, emails) = (self, [Email: Email]())
    func hostile(_ email: Email) -> Email {
      if emails[email] == nil { emails[email] = Email("\(dice.hostileName())\(emails.count)@acme.com") }
      return emails[email] ?? email
    }
    for at in state.people.indices {
      state.people[at].email = hostile(state.people[at].email)
      state.people[at].name = dice.hostileName()
    }
    state.invites = state.invites.map { hostile($0) }
    for at in state.groups.indices {
      state.groups[at].name = "\(dice.hostileName())\(at)"
      state.groups[at].members = state.groups[at].members.map { hostile($0) }
      state.groups[at].invites = state.groups[at].invites.map { hostile($0) }
    }
    for (at, role) in state.roles.enumerated() where role.name != Role.ownerName {
      state.roles[at] = Role(id: role.id, name: "\(dice.hostileName())\(at)", description: role.description)
    }
    for (at, resource) in state.resources.enumerated() {
      let slug = "\(dice.hostileName())\(at)"
      state.resources[at] = Resource(
        resource.kind, id: resource.id, slug: slug, name: dice.hostileName(), labels: resource.labels)
    }
    return state
  }
}
