package import Access

/// An access review as text for a terminal: what needs a look first, then everybody.
package func textReport(_ review: AccessReview, style: Style = Style()) -> String { ReviewText(review).text(style) }

private struct ReviewText {
  private let review: AccessReview
  private let wording: AccessWording

  init(_ review: AccessReview) {
    self.review = review
    wording = AccessWording(review)
  }

  func text(_ style: Style) -> String {
    let sections = [Section.missing(review.incomplete), warnings] + people + [nobody]
    return sections.text(head: head, foot: foot, style)
  }

  private var head: [Line] { [ReviewHead(review).title] }

  private var warnings: Section {
    Section("Warnings (\(review.warnings.count))", review.warnings.flatMap(\.lines).map { $0.inked(.caution) })
  }

  private var people: [Section] {
    let rows = Dictionary(grouping: review.rows.filter { $0.person != nil }, by: \.person)
    return review.people.compactMap { person in
      guard let rows = rows[person.email] else { return nil }
      return Section(title(person), lines(rows))
    }
  }

  private var nobody: Section {
    Section("Groups that nobody is in", lines(review.rows.filter { $0.person == nil }))
  }

  private func title(_ person: AccessPerson) -> Line {
    let name: Line = person.name.isEmpty ? "" : " (\(name: person.name))"
    let until: Line = person.until.map { ", until \($0.written)" } ?? ""
    let manager: Line = person.manager.map { ", manager \(name: $0.written)" } ?? ""
    return "\(name: person.email.written)\(name): \(person.presence.rawValue)\(until)\(manager)"
  }

  private func lines(_ rows: [AccessRow]) -> [Line] {
    let whats = rows.map { row -> Line in
      let how = wording.path(row)
      return "\(wording.what(row))\(how.isEmpty ? "" : ", \(how)")"
    }
    let width = min(whats.map(\.width).max() ?? 0, 60)
    return zip(rows, whats).map { row, what in
      let line: Line = "\(row.standing.symbol) \(what.padded(to: width))  \(standing(row))"
      return line.inked(row.standing.ink)
    }
  }

  private func standing(_ row: AccessRow) -> Line {
    let places: Line = wording.places(row).map { "\($0)" as Line }.joined(separator: ", ")
    let until: Line = row.until.map { ", until \($0.written)" } ?? ""
    let held: Line = row.holding == .onAcceptance && row.gain != .invite ? "on acceptance, " : ""
    return "\(held)\(row.standing.said(row.detail))\(until)\(places.isEmpty ? places : "  \(places)")"
  }

  private var foot: [Line] {
    [ReviewHead(review).figures.inked(.strong)]
      + (review.policy == nil ? ["No policy was given: nothing is said of what is declared."] : [])
  }
}

/// What every format of a review says above and below its rows.
struct ReviewHead {
  private let review: AccessReview

  init(_ review: AccessReview) { self.review = review }

  var title: Line {
    let workspace = review.workspace
    let policy = review.policy.map { counted($0.files, "policy file") + ", " } ?? ""
    return
      "Access review of \(name: workspace.slug) (\(name: workspace.name)): \(policy)read \(review.readAt.description) from \(review.source.phrase)"
  }

  /// `31 rows of 24 people: 20 declared and 11 held and not declared.`
  var figures: Line {
    let people = Set(review.rows.compactMap(\.person)).count
    let standings = Standing.allCases.map { ($0, review.count(of: $0)) }.filter { $0.1 > 0 }
    let parts = standings.map { "\($0.1) \($0.0.phrase)" }
    let total = "\(counted(review.rows.count, "row")) of \(counted(people, "person", "people"))"
    return parts.isEmpty ? "\(total)." : "\(total): \(parts.joined(separator: ", "))."
  }
}
