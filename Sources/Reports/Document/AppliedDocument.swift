package import Access

extension Applied: Report {
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { AppliedDocument(self).document }
  package var subject: String { "outcome \(plan.workspace.slug)" }
}

/// What a run did, for whoever has just read its plan: as text only what is not done, and the figures.
package struct AppliedInBrief: Report {
  private let applied: Applied

  package init(_ applied: Applied) { self.applied = applied }

  package func text(_ style: TextStyle) -> String {
    var document = document
    let told = ["done", "done-additions", "not-undone", "not-reviewed", "not-needed"]
    document.sections.removeAll { told.contains($0.anchor) }
    return document.text(style)
  }

  package func json(accord version: String) -> String { applied.json(accord: version) }
  package var document: Document { applied.document }
  package var subject: String { applied.subject }
}

/// What a run of apply did, as a document: what went wrong first, and every removal outside the folds.
private struct AppliedDocument {
  private let applied: Applied
  private let changes: ChangeEntries

  init(_ applied: Applied) {
    self.applied = applied
    changes = ChangeEntries(applied.plan)
  }

  var document: Document {
    Document(
      title:
        "Apply to \(name: applied.plan.workspace.slug): \(headline)\(applied.newOwnersCounted.map { "; \($0)" } ?? "")",
      verdict: applied.circumstances + newOwners + [figures], figures: tiles,
      sections: [NewOwnerEntries(applied).section] + Outcome.Kind.allCases.filter { $0 != .done }.map(undone)
        + [.notUndone(applied.plan), .notReviewed(applied.plan)] + done + [.notNeeded(applied.plan)])
  }

  private var headline: Line {
    let missing = applied.results.count - applied.number(.done)
    let done =
      applied.allDone
      ? "\(counted(applied.results.count, "change")) done"
      : "\(missing) of \(counted(applied.results.count, "change")) not done"
    let owners: Line = applied.ownersLeft == nil ? "" : "; too few Workspace Owners could be confirmed"
    let stays: Line = applied.plan.notUndone.map { $0.isEmpty ? "" : "; \($0.count) not undone" } ?? ""
    return "\(done)\(owners)\(stays)\(applied.notReviewed)"
  }

  private var newOwners: [Line] { applied.newOwnersCounted.map { [Line(.alarm, "\($0).")] } ?? [] }

  private var figures: Line {
    applied.allDone
      ? Line(.strong, "\(applied.headline).")
      : Line(.alarm, "\(applied.headline): \(applied.tally). Run `accord plan` to see what is left.")
  }

  private var tiles: [Document.Figure] {
    Outcome.Kind.inOrder.map { kind in
      Document.Figure(applied.number(kind), kind.label, style: kind.style, anchor: kind.rawValue)
    }.filter { $0.number > 0 }
  }

  /// What is said of all of them alike is said once, in the title.
  private func undone(_ kind: Outcome.Kind) -> Document.Section {
    let results = applied.results.filter { Outcome.Kind($0.outcome) == kind }
    let shared = results.count > 1 && Set(results.map(\.outcome)).count == 1 ? results[0].outcome.detail : nil
    let why: Line = shared.map { ": \($0)" } ?? ""
    let items = results.map { change, outcome -> ChangeEntries.Item in
      (change, shared == nil ? outcome.detail.map { [Line(.caution, "\($0)")] } ?? [] : [])
    }
    return Document.Section(
      anchor: kind.rawValue, title: "\(kind.title) (\(items.count))\(why)",
      short: "\(kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())", style: kind.style,
      entries: changes.entries(items))
  }

  /// Two sections, so that a comment may fold the second.
  private var done: [Document.Section] {
    let items = applied.results.filter { $0.outcome == .done }.map { ($0.change, []) as ChangeEntries.Item }
    let (losing, others) = changes.parted(items)
    return [
      Document.Section(
        anchor: "done", title: "Done (\(losing.removalsCounted)): took access away", short: "Removals done",
        style: .removal, entries: changes.entries(losing)),
      Document.Section(
        anchor: losing.isEmpty ? "done" : "done-additions", title: "Done (\(others.count)): gave access or renamed",
        short: "Additions done", style: .addition, isFolded: true, entries: changes.entries(others)),
    ]
  }
}

extension Outcome.Kind {
  fileprivate var style: Style {
    switch self {
    case .failed, .unknown: .alarm
    case .moved, .skipped: .caution
    case .done: .addition
    }
  }

  /// What a number of them is called.
  fileprivate var label: String {
    switch self {
    case .unknown: "may have happened"
    case .failed, .moved, .skipped, .done: rawValue
    }
  }
}
