package import Explaining

/// A review as CSV for a spreadsheet: a line of column names, then a line for each row, in a stable order, every cell
/// safe to open. The column `decision` is the reviewer's: `keep` or `remove`.
package func csvReport(_ review: AccessReview) -> String {
  let table = ReviewTable(review)
  let columns = ReviewTable.Column.allCases
  let rows = table.rows.map { row in csvRecord(columns.map { table.cell($0, of: row) }) }
  return csvRecord(columns.map(\.rawValue)) + rows.joined()
}
