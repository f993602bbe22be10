import Access
import Documents
import Explaining

/// What every format of a review says besides its rows.
struct ReviewWords {
  let review: AccessReview
  let wording: AccessWording
  /// The base role through a group that gives more: every member has it anyway, and the rows beside it say the rest.
  private let repeated: Set<AccessRow.Identity>

  init(_ review: AccessReview) {
    self.review = review
    wording = AccessWording(review)
    let giving = Set(review.rows.filter { $0.group != nil && !$0.isBase(review.names) }.map(\.membership))
    repeated = Set(review.rows.filter { $0.isBase(review.names) && giving.contains($0.membership) }.map(\.path))
  }

  /// Whether a row says no more than those beside it: it is shown, and neither marked nor counted with them.
  func repeats(_ row: AccessRow) -> Bool { repeated.contains(row.path) }

  func count(of standing: Standing, in rows: [AccessRow]) -> Int {
    rows.count { $0.standing == standing && !repeats($0) }
  }

  /// Somebody and what they have, for a heading and the lines below it.
  struct PersonRows {
    let person: AccessPerson
    let title: Line
    let rows: [AccessRow]

    /// Where they stand in a report: by the first of their rows that somebody has to look at.
    enum Part {
      case toReview, leftToOthers, asDeclared
    }

    var part: Part {
      if person.managerTrouble != nil || rows.contains(where: \.standing.isToReview) { return .toReview }
      return rows.allSatisfy { $0.standing == .declared } ? .asDeclared : .leftToOthers
    }

    /// Whether they have what no file declares.
    var isUndeclared: Bool { rows.contains { $0.standing == .undeclared } }
  }

  var title: Line { "Access review of \(name: review.workspace.slug) (\(name: review.workspace.name))" }

  /// `5 policy files, read 2026-11-21T08:00:00Z from Segment`
  var origin: Line {
    let files = review.policy.map { Reports.counted($0.files, "policy file") }
    if review.isOfPolicyAlone { return "\(files ?? ""); no workspace was asked what it has" }
    let policy = files.map { $0 + ", " } ?? ""
    return "\(policy)read \(review.readAt.description) from \(review.source.phrase)"
  }

  var people: [PersonRows] {
    let rows = Dictionary(grouping: review.rows.filter { $0.person != nil }, by: \.person)
    return review.people.compactMap { person in
      rows[person.email].map { PersonRows(person: person, title: title(of: person), rows: $0) }
    }
  }

  func title(of person: AccessPerson) -> Line {
    let name: Line = person.name.isEmpty ? "" : " (\(name: person.name))"
    let about = about(person)
    return "\(name: person.email.written)\(name)\(about.isEmpty ? "" : ": \(about)" as Line)"
  }

  /// `member, until 2030-03-31, manager grace@acme.com`
  private func about(_ person: AccessPerson) -> Line {
    let presence: Line? = person.presence == .notAsked ? nil : "\(person.presence.rawValue)"
    let until: Line? = person.until.map { "until \($0.written)" }
    let trouble: Line = person.managerTrouble.map { Line(.caution, " (who \($0))") } ?? ""
    let manager: Line? = person.manager.map { "manager \(name: $0.written)\(trouble)" }
    return [presence, until, manager].compactMap(\.self).joined(separator: ", ")
  }

  /// `31 rows of 24 people: 20 declared, 11 held and not declared.`
  var figures: Line { figures(of: review.rows, "row") }

  /// - Parameter word: what a row is called.
  func figures(of rows: [AccessRow], _ word: String) -> Line {
    let people = Set(rows.compactMap(\.person)).count
    let total = "\(Reports.counted(rows.count, word)) of \(Reports.counted(people, "person", "people"))"
    return rows.isEmpty ? "\(total)." : "\(total): \(counted(rows))."
  }

  /// `2 declared, 5 left to others`
  func counted(_ rows: [AccessRow]) -> Line {
    let standings = Standing.allCases.map { ($0.phrase, count(of: $0, in: rows)) }
    let all = standings + [("the base role through a group that gives more", rows.count(where: repeats))]
    return "\(all.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", "))"
  }

  var remarks: [Line] {
    let judged: [Line] = review.policy == nil ? ["No policy was given: nothing is said of what is declared."] : []
    return judged + [review.trail.complaint].compactMap(\.self)
  }
}

extension AccessRow {
  /// Who is in which group, whatever it gives.
  fileprivate var membership: Identity { AccessRow(person, through: group, .membership, holding, []).path }

  /// The base role on the workspace, through a group.
  fileprivate func isBase(_ names: Names) -> Bool {
    guard group != nil, case .grant(let grant) = gain, grant.scope == .workspace else { return false }
    return RoleCatalog.currentName(names.role(grant.role)) == Role.baseName
  }
}
