import Access
import Digests
import Syntax

/// The id of a review's row: under it a decision comes back.
///
/// `8d6f22b01c4e-91ab3f`: the first half stands for what the row is about, by Segment's own ids, and stays the same when
/// something is renamed; the second half is a check of the cells beside it, so that a row whose person or role was
/// altered in a spreadsheet is not taken for another.
struct RowID: Hashable {
  let subject: String
  let check: String

  init(_ row: AccessRow, of workspace: Workspace, cells: [String]) {
    let group = row.group.map { $0.id.map { "id \($0.text)" } ?? "new \($0.name)" } ?? ""
    subject = Self.digits(12, of: [workspace.id, row.person?.key ?? "", group, row.gain.key])
    check = Self.check(of: cells)
  }

  /// Nil for text that is no id.
  init?(_ text: String) {
    let parts = text.parted(by: "-")
    guard parts.count == 2, parts[0].utf8.count == 12, parts[1].utf8.count == 6,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    (subject, check) = (parts[0], parts[1])
  }

  var text: String { "\(subject)-\(check)" }

  /// Spreadsheets trim and rewrap cells: white space does not count.
  static func check(of cells: [String]) -> String { digits(6, of: cells.map(\.withoutBlanks)) }

  private static func digits(_ count: Int, of parts: [String]) -> String {
    String(SHA256.digest(Array(parts.joined(separator: "\0").utf8)).dropFirst("sha256:".count).prefix(count))
  }
}

extension AccessRow.Gain {
  fileprivate var key: String {
    switch self {
    case .account: "account"
    case .invite: "invite"
    case .membership: "membership"
    case .notUnderstood(let text): "not-understood \(text)"
    case .grant(let grant): "grant \(grant.role.text) \(grant.scope.key)"
    }
  }
}

extension Scope {
  fileprivate var key: String {
    switch self {
    case .workspace: "workspace"
    case .labels(let labels): "labels " + labels.pairs.map { "\($0.key)=\($0.value)" }.joined(separator: "\u{1}")
    case .resource(let kind, let id): "\(kind.rawValue) \(id.text)"
    }
  }
}
