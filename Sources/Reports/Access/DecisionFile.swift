import Access
package import Explaining
import Syntax

/// A review as it came back: the clear decisions, what is not clear, and how many rows nobody decided.
package struct DecisionFile: Hashable, Sendable {
  package var decisions: [Decision] = []
  package var unclear: [UnclearDecision] = []
  package var undecided = 0
  /// Rows of today's review that the file lacks: cut off, filtered out, or access that came later.
  package var absent = 0

  /// Reads a CSV file that ``csvReport(_:)`` wrote and somebody filled in.
  ///
  /// - Parameter review: today's; rows are found in it by their ids.
  package init(_ bytes: [UInt8], about review: AccessReview) {
    do throws(CSVTable.Problem) {
      try read(CSVTable(bytes), ReviewTable(review))
    } catch {
      unclear = [UnclearDecision(line: error.line, error.message)]
    }
  }

  private mutating func read(_ table: CSVTable, _ review: ReviewTable) throws(CSVTable.Problem) {
    guard let head = table.records.first else {
      throw CSVTable.Problem(line: 1, message: "the file is empty; fill in what accord review --format csv wrote")
    }
    let columns = try Columns(head)
    let rows = Dictionary(
      review.rows.map { (review.id(of: $0).subject, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = table.records.dropFirst().compactMap { RowID(columns.cell(.id, $0).withoutBlanks)?.subject }
    absent = Set(rows.keys).subtracting(ids).count
    var seen: [AccessRow: Decision] = [:]
    for record in table.records.dropFirst() {
      do throws(Unclear) {
        guard let word = try Self.word(columns.cell(.decision, record)) else {
          undecided += 1
          continue
        }
        let row = try Self.row(record, columns, rows)
        let decision = Decision(row, word, line: record.line)
        if let first = seen[row], first.word != word {
          throw Unclear(
            "says \(word.rawValue), and line \(first.line) says \(first.word.rawValue) of the same row; keep one")
        }
        if seen.updateValue(decision, forKey: row) == nil { decisions.append(decision) }
      } catch {
        unclear.append(UnclearDecision(line: record.line, error.message))
      }
    }
  }

  private struct Unclear: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  /// Nil where nothing was decided.
  private static func word(_ cell: String) throws(Unclear) -> Decision.Word? {
    let text = cell.lowercased().withoutBlanks
    if text.isEmpty { return nil }
    if let word = Decision.Word(rawValue: text) { return word }
    let words = Decision.Word.allCases.map(\.rawValue)
    let near = NearestName.nearest(to: text, among: words).map { "did you mean \($0)?" }
    throw Unclear(
      "the decision '\(cell.harmless)' is neither \(words.joined(separator: " nor ")); \(near ?? "write one of them")")
  }

  private static func row(
    _ record: CSVTable.Record, _ columns: Columns, _ rows: [String: AccessRow]
  ) throws(Unclear) -> AccessRow {
    let written = columns.cell(.id, record)
    guard let id = RowID(written.withoutBlanks) else {
      throw Unclear("'\(written.harmless)' is no id of a row; copy the id from the review")
    }
    let cells = ReviewTable.Column.identity.map { csvText(columns.cell($0, record)) }
    guard RowID.check(of: cells) == id.check else {
      throw Unclear(
        "the row was altered: \(describe(cells)) is not what \(id.text) was written for; make the review anew")
    }
    guard let row = rows[id.subject] else {
      throw Unclear("there is no such access any more: \(describe(cells)); clear the decision")
    }
    return row
  }

  private static func describe(_ cells: [String]) -> String {
    let shown = cells.filter { !$0.isEmpty }.map(\.harmless)
    return shown.isEmpty ? "an empty row" : shown.joined(separator: ", ")
  }

  /// Where each column stands in this file: columns may be moved, and others put between them.
  private struct Columns {
    private let index: [ReviewTable.Column: Int]

    init(_ head: CSVTable.Record) throws(CSVTable.Problem) {
      var index: [ReviewTable.Column: Int] = [:]
      for (at, cell) in head.cells.enumerated() {
        let name = csvText(cell).lowercased().unicodeScalars.split { $0.properties.isWhitespace }
          .map { String($0) }.joined(separator: " ")
        guard let column = ReviewTable.Column(rawValue: name) else { continue }
        if index.updateValue(at, forKey: column) != nil, column.isNeeded {
          throw CSVTable.Problem(line: head.line, message: "the column \(name) stands there twice; remove one")
        }
      }
      let missing = ReviewTable.Column.allCases.filter { $0.isNeeded && index[$0] == nil }.map(\.rawValue)
      guard missing.isEmpty else {
        throw CSVTable.Problem(
          line: head.line,
          message:
            "the file has no column \(missing.joined(separator: ", ")); keep the columns of accord review --format csv")
      }
      self.index = index
    }

    func cell(_ column: ReviewTable.Column, _ record: CSVTable.Record) -> String {
      guard let at = index[column], at < record.cells.count else { return "" }
      return record.cells[at]
    }
  }
}

extension ReviewTable.Column {
  /// Whether decisions cannot be read without it.
  fileprivate var isNeeded: Bool { self == .id || self == .decision || Self.identity.contains(self) }
}
