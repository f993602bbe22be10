import Access
import Explaining
import Syntax

/// A review as rows of cells: what CSV, HTML and Markdown show alike, and what comes back with decisions.
struct ReviewTable {
  /// In the order of the file. The words are the first line of the CSV: somebody's spreadsheets depend on them.
  enum Column: String, CaseIterable {
    case id
    case decision
    case person
    case access
    case role
    case scope
    case group
    case name
    case account
    case path
    case held
    case standing
    case detail
    case matches = "matches today"
    case declaredAt = "declared at"
    case until
    case reason
    case manager
    case managerNote = "manager note"
    case lastChange = "last change"
    case changedBy = "changed by"
    case lastUse = "last use"
    case useKnownSince = "use known since"

    /// What a row is about: these must come back as they were written.
    static let identity: [Column] = [.person, .access, .role, .scope, .group]
  }

  let review: AccessReview
  let wording: AccessWording

  init(_ review: AccessReview) {
    self.review = review
    wording = AccessWording(review)
  }

  var rows: [AccessRow] { review.rows }

  func id(of row: AccessRow) -> RowID {
    RowID(row, of: review.workspace, cells: Column.identity.map { cell($0, of: row) })
  }

  /// The text of one cell, everything that could deceive an eye or a terminal written out.
  func cell(_ column: Column, of row: AccessRow) -> String { text(column, of: row).harmless }

  private func text(_ column: Column, of row: AccessRow) -> String {
    let person = wording.person(row)
    switch column {
    case .id: return id(of: row).text
    case .decision: return ""
    case .lastChange: return row.author.map { "\($0.at.description) \($0.event)" } ?? ""
    case .changedBy: return row.author.map { row.isAuthorCertain ? $0.who : "perhaps \($0.who)" } ?? ""
    case .lastUse: return row.lastUse?.cell ?? ""
    case .useKnownSince: return row.lastUse?.isOfDeeds == true ? review.useKnownSince?.description ?? "" : ""
    case .person: return row.person?.written ?? ""
    case .access: return wording.kind(row)
    case .role: return wording.role(row)
    case .scope: return wording.scope(row)
    case .group: return wording.group(row)
    case .name: return person?.name ?? ""
    case .account: return person?.presence.rawValue ?? ""
    case .path: return wording.way(row).plain
    case .held: return row.holding.rawValue
    case .standing: return row.standing.rawValue
    case .detail: return row.detail
    case .matches: return wording.matches(row) ?? ""
    case .declaredAt: return wording.places(row).map(\.description).joined(separator: ", ")
    case .until: return (row.until ?? person?.until)?.written ?? ""
    case .reason: return row.reasons.joined(separator: "; ")
    case .manager: return person?.manager?.written ?? ""
    case .managerNote: return person?.managerTrouble ?? ""
    }
  }
}

extension RoleUse {
  /// `2026-11-18T08:00:00Z Source Modified`, or why there is none.
  fileprivate var cell: String {
    switch self {
    case .seen(let deed): "\(deed.at) \(deed.event)"
    case .notSeen(.some): "none seen"
    case .leavesNoTrail: "leaves no trail"
    case .notSeen(nil), .unknown: "unknown"
    }
  }

  /// Whether it is of a role whose use shows in the trail.
  fileprivate var isOfDeeds: Bool {
    switch self {
    case .seen, .notSeen: true
    case .leavesNoTrail, .unknown: false
    }
  }
}
