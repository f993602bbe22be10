import Syntax

/// One record of a CSV file as RFC 4180 has it, with its line end.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; ``csvText(_:)`` takes it away again.
package func csvRecord(_ cells: [String]) -> String { cells.map(csvCell).joined(separator: ",") + "\r\n" }

/// The text of a cell that ``csvRecord(_:)`` wrote, once its quotes are off.
package func csvText(_ cell: String) -> String {
  guard cell.begins(with: "'"), isFormula(cell) else { return cell }
  return String(cell.unicodeScalars.dropFirst())
}

private func csvCell(_ text: String) -> String {
  var cell = text.harmless
  // One that began with an apostrophe of its own before a formula's sign must survive the way back.
  if isFormula(cell) { cell = "'" + cell }
  guard cell.unicodeScalars.contains(where: { "\",;\r\n\t".unicodeScalars.contains($0) }) || cell.isEdgedWithSpace
  else { return cell }
  return "\"" + cell.escaped { $0 == "\"" ? "\"\"" : nil } + "\""
}

/// OWASP's list, and the full-width forms that some spreadsheets read alike; tab and CR are written out before.
/// Apostrophes in front do not count.
private func isFormula(_ text: String) -> Bool {
  text.unicodeScalars.first { $0 != "'" }.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false
}

extension String {
  fileprivate var isEdgedWithSpace: Bool { begins(with: " ") || ends(with: " ") }
}
