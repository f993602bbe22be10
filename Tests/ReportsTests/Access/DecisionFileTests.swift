import Access
import Explaining
import RandomWorlds
import Reports
import Testing

/// What spreadsheets and people do to a review before it comes back.
@Suite struct `A review that comes back` {
  private let review: AccessReview
  /// The records of the file as cells, the names of the columns first.
  private let cells: [[String]]

  init() throws {
    review = try Situation.hostileNames.review
    cells = Self.cells(csvReport(review))
  }

  private func read(_ text: String) -> DecisionFile { DecisionFile(Array(text.utf8), about: review) }

  /// What Excel writes in a country of commas in numbers: a mark, semicolons, everything quoted.
  private static func excel(_ records: [[String]]) -> String {
    let quoted = { (cell: String) in "\"\(cell.replacing("\"", with: "\"\""))\"" }
    return "\u{feff}" + records.map { $0.map(quoted).joined(separator: ";") + "\r\n" }.joined()
  }

  private func decided(_ word: String, _ rows: Int...) -> [[String]] {
    var records = cells
    for row in rows { records[row][1] = word }
    return records
  }

  @Test func `may have a byte order mark, semicolons, quotes, other columns in another order`() {
    let records = decided(" Remove", 1, 3).map { record in [record[0] == "id" ? "note" : "=1+1"] + record.reversed() }
    let file = read(Self.excel(records))
    #expect(file.unclear == [])
    #expect(file.decisions == [Decision(review.rows[0], .remove, line: 2), Decision(review.rows[2], .remove, line: 4)])
    #expect(file.undecided == review.rows.count - 2)
  }

  @Test func `may be separated by tabs, with a hint of Excel's and empty lines`() {
    let records = decided("keep", 2).map { $0.joined(separator: "\t") }
    #expect(
      read("\(records.joined(separator: "\n"))\n\n\t\t\n").decisions == [Decision(review.rows[1], .keep, line: 3)])
    let hinted = "sep=;\r\n" + Self.excel(decided("keep", 2)).dropFirst()
    #expect(read(hinted).decisions == [Decision(review.rows[1], .keep, line: 4)])
  }

  @Test func `a file that was cut off says how many rows it lacks`() {
    #expect(read(Self.excel(cells)).absent == 0)
    let cut = read(Self.excel(Array(cells.prefix(4))))
    #expect(cut.absent == review.rows.count - 3)
    let report = DecisionsReport(
      file: "cut.csv", decisions: cut, of: review,
      decided: review.decided([], Situation.hostileNames.desired, at: World.now),
      outcomes: [])
    #expect(textReport(report).contains("of today's review are not in the file"))
    #expect(textReport(report).contains("No row is decided: nothing to write."))
  }

  /// Swift calls a blank with a combining mark behind it a blank.
  @Test func `is not taken for undecided, or for unaltered, because of a mark behind a blank`() {
    #expect(read(Self.excel(decided(" \u{301}", 1))).unclear.count == 1)
    #expect(read(Self.excel(decided(" \u{301}remove", 1))).unclear.count == 1)
    var records = decided("remove", 1)
    records[1][2] += " \u{301}"
    #expect(read(Self.excel(records)).unclear.first?.message.contains("the row was altered") == true)
  }

  @Test func `names a word that is neither keep nor remove`() {
    #expect(
      read(Self.excel(decided("delete", 1))).unclear == [
        UnclearDecision(line: 2, "the decision 'delete' is neither keep nor remove; write one of them")
      ])
    let near = read(Self.excel(decided("remvoe", 1))).unclear
    #expect(near.map(\.message) == ["the decision 'remvoe' is neither keep nor remove; did you mean remove?"])
  }

  @Test func `names a row that was altered`() throws {
    var records = decided("remove", 1, 2)
    let person = try #require(records[0].firstIndex(of: "person"))
    records[1][person] = "somebody@else.example"
    let file = read(Self.excel(records))
    #expect(file.decisions == [Decision(review.rows[1], .remove, line: 3)])
    #expect(file.unclear.map(\.line) == [2])
    #expect(file.unclear.first?.message.hasPrefix("the row was altered: somebody@else.example, ") == true)
  }

  @Test func `names a row that does not exist any more`() throws {
    let later = try #require(
      reviewAccess(
        nil,
        ActualState(
          workspace: review.workspace, readAt: World.now, roles: World.roles), at: World.now
      ).review)
    let file = DecisionFile(Array(Self.excel(decided("remove", 1)).utf8), about: later)
    #expect(file.decisions == [])
    #expect(file.unclear.map(\.message).allSatisfy { $0.hasPrefix("there is no such access any more: ") })
    #expect(file.unclear.map(\.line) == [2])
  }

  @Test func `names rows that contradict each other, and takes the same one twice`() {
    var records = decided("keep", 1)
    records.append(decided("remove", 1)[1])
    records.append(decided("keep", 1)[1])
    let file = read(Self.excel(records))
    let line = records.count - 1
    #expect(
      file.unclear == [
        UnclearDecision(line: line, "says remove, and line 2 says keep of the same row; keep one")
      ])
  }

  @Test(arguments: [
    ("", "the file is empty; fill in what accord review --format csv wrote"),
    (
      "id,decision\n",
      "the file has no column person, access, role, scope, group; keep the columns of accord review --format csv"
    ),
    ("id,decision,decision,person,access,role,scope,group\n", "the column decision stands there twice; remove one"),
    (
      "id,decision,person,access,role,scope,group\n\"x",
      "a quote is never closed; save the file from a spreadsheet again"
    ),
  ])
  func `that is no review is told so`(text: String, message: String) {
    #expect(read(text).unclear.map(\.message) == [message])
  }

  @Test func `in another encoding is told so`() {
    let latin = DecisionFile([0x69, 0x64, 0x2C, 0xE9], about: review)
    #expect(latin.unclear.map(\.message) == ["the file is not UTF-8; save it as CSV in UTF-8 (Excel: 'CSV UTF-8')"])
    let wide = DecisionFile([0xFF, 0xFE, 0x69, 0x00], about: review)
    #expect(wide.unclear.map(\.message) == ["the file is UTF-16; save it as CSV in UTF-8"])
  }

  @Test func `has no cell that a spreadsheet would compute`() {
    for cell in cells.dropFirst().joined() {
      #expect(cell.first.map { !"=+-@\t\r".contains($0) } ?? true, "\(cell)")
    }
  }

  /// Reads what `csvReport` writes, by the words of RFC 4180.
  private static func cells(_ text: String) -> [[String]] {
    var (records, record, cell, isQuoted) = ([[String]](), [String](), "", false)
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if isQuoted {
        if scalar == "\"", at + 1 < scalars.count, scalars[at + 1] == "\"" {
          cell += "\""
          at += 1
        } else if scalar == "\"" {
          isQuoted = false
        } else {
          cell.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        record.append(cell)
        cell = ""
      } else if scalar == "\n" {
        records.append(record + [cell])
        (record, cell) = ([], "")
      } else if scalar != "\r" {
        cell.unicodeScalars.append(scalar)
      }
      at += 1
    }
    return records
  }
}
