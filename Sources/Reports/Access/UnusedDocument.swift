import Access
import Documents
package import Explaining

extension UnusedAccess: Report {
  package func json(accord version: String) -> String {
    let table = ReviewTable(review)
    return document(accord: version, trouble: troubleInWords) { table.id(of: $0).text }
  }

  package var document: Document { UnusedDocument(self).document }
  package var subject: String { "unused \(review.workspace.slug)" }
}

/// Who holds roles that change things and changed nothing of that kind, as a document: first why nothing is called
/// unused, where that is so; then whoever did not use a role, and of whom nobody can say.
private struct UnusedDocument {
  private let unused: UnusedAccess
  private let words: ReviewWords
  private let table: ReviewTable
  private var review: AccessReview { unused.review }

  init(_ unused: UnusedAccess) {
    self.unused = unused
    words = ReviewWords(unused.review)
    table = ReviewTable(unused.review)
  }

  var document: Document {
    Document(
      title: "Use of roles in \(name: review.workspace.slug) over the last \(unused.span.inDays)",
      facts: [words.origin] + reach, verdict: verdict,
      sections: [
        trouble, .missing(review.incomplete),
        section("unused", "Not used since \(unused.since.description)", unused.rows.map { ($0, []) }),
        section("uncertain", "Perhaps not used", unused.doubtful.map { ($0.row, [Line("perhaps: \($0.why)")]) }),
      ])
  }

  private var reach: [Line] {
    review.useKnownSince.map { ["the audit trail was seen to reach back to \($0.description)"] } ?? []
  }

  private var trouble: Document.Section {
    let entries = [unused.trouble].compactMap(\.self).map { trouble in
      Document.Entry(
        head: "", items: [Document.Item(line: trouble.words(unused.span), style: .caution, sign: "?")])
    }
    return Document.Section(
      anchor: "trouble", title: "Nothing is called unused", style: .alarm, layout: .statements, entries: entries)
  }

  private func section(_ anchor: String, _ title: Line, _ rows: [(row: AccessRow, below: [Line])]) -> Document.Section {
    let people = Dictionary(review.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    var (order, ways) = ([Email](), [Email: [Document.Item]]())
    for (row, below) in rows {
      guard let email = row.person else { continue }
      var item = table.item(row)
      item.particulars += [lastUse(row)].compactMap(\.self) + below
      if ways[email] == nil { order.append(email) }
      ways[email, default: []].append(item)
    }
    return Document.Section(
      anchor: anchor, title: "\(title) (\(rows.count))", short: title, layout: .lists,
      columns: ReviewTable.pageColumns,
      entries: order.map { email in
        Document.Entry(
          head: people[email].map(words.title) ?? "\(name: email.written)", items: ways[email] ?? [],
          anchor: "person.\(email.written)".anchor)
      })
  }

  private func lastUse(_ row: AccessRow) -> Line? {
    guard case .seen(let deed)? = row.lastUse else { return nil }
    return "last used \(deed.at.description): \(deed.event)"
  }

  private var verdict: [Line] {
    let people = Set(unused.rows.compactMap(\.person)).count
    let head: Line =
      unused.trouble == nil
      ? "\(counted(unused.rows.count, "role")) of \(counted(people, "person", "people")) not used, \(unused.used) used, \(unused.doubtful.count) uncertain."
      : "Nothing is called unused; \(unused.used) used."
    let readers = unused.withoutTrail.count
    let silent: [Line] =
      readers == 0
      ? [] : ["\(counted(readers, "role")) that only read leave no trail: nobody can say whether they are used."]
    let names = Set(unused.unknown.map(table.wording.role)).sorted().joined(separator: ", ")
    let unknown: [Line] = names.isEmpty ? [] : ["What these leave in the audit trail is documented nowhere: \(names)."]
    return [head.styled(.strong)] + silent + unknown
  }
}

extension UnusedAccess {
  /// Why nothing is called unused; nil where the trail tells.
  package var troubleInWords: String? { trouble.map { $0.words(span).plain } }
}

extension UnusedAccess.Trouble {
  /// - Parameter span: the time asked about, in seconds.
  func words(_ span: Int64) -> Line {
    switch self {
    case .notAsked: "a snapshot has no audit trail"
    case .notOnThisPlan: "the audit trail is not on this workspace's plan"
    case .unreadable(let reason): "the audit trail could not be read: \(reason)"
    case .notWhole: "the audit trail was not read to its end"
    case .short(let oldest?):
      "the oldest event of the audit trail is of \(oldest.description): it may not reach back \(span.inDays). Segment keeps 90 days"
    case .short(nil): "the audit trail has no events: it may not reach back \(span.inDays)"
    }
  }
}

extension Int64 {
  /// `60 days`; hours, minutes or seconds where it is no whole number of the larger ones.
  var inDays: String {
    let units: [(size: Int64, one: String)] = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
    let unit = units.first { self % $0.size == 0 } ?? units[3]
    return counted(Int(self / unit.size), unit.one)
  }
}
