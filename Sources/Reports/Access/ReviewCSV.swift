import Access
package import Explaining

/// A review as CSV for a spreadsheet: a line of column names, then a line for each row, in a stable order, every cell
/// safe to open. The column `decision` is the reviewer's: `keep` or `remove`.
package func csvReport(_ review: AccessReview) -> String {
  ReviewTable(review).csv(review.rows)
}

extension ReviewTable {
  fileprivate func csv(_ rows: [AccessRow]) -> String {
    let columns = Column.allCases
    let records = rows.map { row in csvRecord(columns.map { cell($0, of: row) }) }
    return csvRecord(columns.map(\.rawValue)) + records.joined()
  }
}

/// Rows that were not used, as CSV: those of the review, so that decisions can be written beside them.
package func csvReport(_ unused: UnusedAccess) -> String {
  ReviewTable(unused.review).csv(unused.rows)
}

/// An explanation as CSV: the cells of the review's rows, and behind the id how each leads to what was asked about. There
/// is no column for decisions: these are of a whole review.
package func csvReport(_ explanation: AccessExplanation) -> String { explanation.paths.csv(of: explanation.review) }

/// Everybody who has a thing, as CSV.
package func csvReport(_ holders: AccessHolders) -> String { holders.paths.csv(of: holders.review) }

extension [AccessExplanation.Path] {
  fileprivate func csv(of review: AccessReview) -> String {
    let table = ReviewTable(review)
    let columns = ReviewTable.Column.allCases.filter { $0 != .id && $0 != .decision }
    let rows = map { path in
      csvRecord(
        [review.isOfPolicyAlone ? "" : table.cell(.id, of: path.row)] + reached(path.reach)
          + columns.map { table.cell($0, of: path.row) })
    }
    return csvRecord(["id", "reaches", "by", "why"] + columns.map(\.rawValue)) + rows.joined()
  }

  private func reached(_ reach: Reach?) -> [String] {
    switch reach {
    case .reaches(let by): ["yes", by, ""]
    case .perhaps(let by, let why): ["perhaps", by, why]
    case .no: ["no", "", ""]
    case nil: ["", "", ""]
    }
  }
}
