import Access
import Explaining

// The same rows in a document.
extension ReviewTable {
  /// What a page calls the columns of its tables.
  static let pageColumns = ["Access", "Policy", "Why", "Last change", "Last use", "Row"]

  func item(_ row: AccessRow) -> Document.Item {
    Document.Item(
      line: wording.access(row), note: wording.standing(row), places: wording.places(row), style: row.standing.style,
      sign: row.standing.sign, particulars: wording.matches(row).map { ["matches today: \($0)"] } ?? [],
      cells: {
        let change = [cell(.lastChange, of: row), cell(.changedBy, of: row)].filter { !$0.isEmpty }
        // An id is made of letters and digits; backticks are how this target writes code.
        let id = review.isOfPolicyAlone ? "" : Line([Line.Run(text: "`\(id(of: row).text)`", style: .plain)])
        return ["\(cell(.reason, of: row))", "\(change.joined(separator: ", "))", "\(cell(.lastUse, of: row))", id]
      })
  }
}
