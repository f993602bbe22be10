import Access
import Documents
import Explaining

/// What every format of a review says besides its rows.
struct ReviewWords {
  let review: AccessReview
  let wording: AccessWording

  init(_ review: AccessReview) {
    self.review = review
    wording = AccessWording(review)
  }

  /// Somebody and what they have, for a heading and the lines below it.
  struct PersonRows {
    let person: AccessPerson
    let title: Line
    let rows: [AccessRow]

    /// Whether there is nothing to look at.
    var isSound: Bool { person.managerTrouble == nil && rows.allSatisfy { $0.standing == .declared } }
  }

  var title: Line { "Access review of \(name: review.workspace.slug) (\(name: review.workspace.name))" }

  /// `5 policy files, read 2026-11-21T08:00:00Z from Segment`
  var origin: Line {
    let policy = review.policy.map { counted($0.files, "policy file") + ", " } ?? ""
    return "\(policy)read \(review.readAt.description) from \(review.source.phrase)"
  }

  var people: [PersonRows] {
    let rows = Dictionary(grouping: review.rows.filter { $0.person != nil }, by: \.person)
    return review.people.compactMap { person in
      rows[person.email].map { PersonRows(person: person, title: title(of: person), rows: $0) }
    }
  }

  private func title(of person: AccessPerson) -> Line {
    let name: Line = person.name.isEmpty ? "" : " (\(name: person.name))"
    return "\(name: person.email.written)\(name): \(about(person))"
  }

  /// `member, until 2030-03-31, manager grace@acme.com`
  func about(_ person: AccessPerson) -> Line {
    let until: Line = person.until.map { ", until \($0.written)" } ?? ""
    let manager: Line = person.manager.map { ", manager \(name: $0.written)" } ?? ""
    let trouble: Line = person.managerTrouble.map { Line(.caution, " (who \($0))") } ?? ""
    return "\(person.presence.rawValue)\(until)\(manager)\(trouble)"
  }

  /// `31 rows of 24 people: 20 declared, 11 held and not declared.`
  var figures: Line {
    let people = Set(review.rows.compactMap(\.person)).count
    let standings = Standing.allCases.map { ($0, review.count(of: $0)) }.filter { $0.1 > 0 }
    let parts = standings.map { "\($0.1) \($0.0.phrase)" }
    let total = "\(counted(review.rows.count, "row")) of \(counted(people, "person", "people"))"
    return parts.isEmpty ? "\(total)." : "\(total): \(parts.joined(separator: ", "))."
  }

  var remarks: [Line] {
    let judged: [Line] = review.policy == nil ? ["No policy was given: nothing is said of what is declared."] : []
    return judged + [review.trail.complaint].compactMap(\.self)
  }
}
