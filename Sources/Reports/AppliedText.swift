package import Access

/// What a run of apply did, as text: what went wrong first, what was done after it, the figures last.
package func textReport(_ applied: Applied, style: TextStyle = TextStyle()) -> String {
  AppliedText(applied).text(style)
}

private struct AppliedText {
  private let applied: Applied
  private let changes: ChangeLines

  init(_ applied: Applied) {
    self.applied = applied
    changes = ChangeLines(applied.plan)
  }

  func text(_ style: TextStyle) -> String {
    ([.newOwners(NewOwnerEntries(applied))] + Outcome.Kind.allCases.map(section)).text(head: [], foot: foot, style)
  }

  /// What is said of all of them alike is said once, in the title.
  private func section(_ kind: Outcome.Kind) -> TextSection {
    let results = applied.results.filter { Outcome.Kind($0.outcome) == kind }
    let shared = results.count > 1 && Set(results.map(\.outcome)).count == 1 ? results[0].outcome.detail : nil
    let entries = results.map { change, outcome in
      let detail = shared == nil ? outcome.detail : nil
      return ChangeLines.Entry(change: change, below: detail.map { [Line(.caution, "> \($0)")] } ?? [])
    }
    let why: Line = shared.map { ": \($0)" } ?? ""
    let title: Line = "\(kind.title) (\(results.count))\(why)"
    return TextSection(kind == .done ? title : Line(.alarm, title), changes.lines(entries))
  }

  private var foot: [Line] {
    applied.circumstances + (applied.newOwnersCounted.map { [Line(.alarm, "\($0).")] } ?? []) + [figures]
  }

  private var figures: Line {
    applied.allDone
      ? Line(.strong, "\(applied.headline).")
      : Line(.alarm, "\(applied.headline): \(applied.tally). Run `accord plan` to see what is left.")
  }
}
