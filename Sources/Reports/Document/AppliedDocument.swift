import Access

/// What a run of apply did, as a document: what went wrong first, and every removal outside the folds.
struct AppliedPaper {
  private let applied: Applied
  private let changes: ChangeEntries

  init(_ applied: Applied) {
    self.applied = applied
    changes = ChangeEntries(applied.plan)
  }

  var document: Document {
    Document(
      title: "\(applied.headline) in \(name: applied.plan.workspace.slug)\(owners)", facts: facts, figures: figures,
      sections: [NewOwnerEntries(applied).section] + Outcome.Kind.allCases.filter { $0 != .done }.map(undone) + done)
  }

  private var owners: Line { applied.newOwnersCounted.map { "; \($0)" } ?? "" }

  private var facts: [Line] {
    let left: Line = "\(applied.tally). Run `accord plan` to see what is left."
    return (applied.allDone ? [] : [Line(.strong, left)]) + applied.circumstances
  }

  private var figures: [Document.Figure] {
    Outcome.Kind.inOrder.map { kind in
      Document.Figure(applied.number(kind), kind.label, style: kind.style, anchor: kind.rawValue)
    }.filter { $0.number > 0 }
  }

  private func undone(_ kind: Outcome.Kind) -> Document.Section {
    let items = items(kind)
    return Document.Section(
      anchor: kind.rawValue, title: "\(kind.title) (\(items.count))",
      short: "\(kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())", style: kind.style,
      entries: changes.entries(items))
  }

  /// Two sections, so that a comment may fold the second.
  private var done: [Document.Section] {
    let (losing, others) = changes.parted(items(.done))
    let taken = losing.count(where: \.change.kind.isRemoval)
    let also =
      losing.count == taken ? "" : "; \(counted(losing.count - taken, "more change")) of the same people and groups"
    let hasLosing = !losing.isEmpty
    return [
      Document.Section(
        anchor: "done", title: "Done: took access away (\(taken)\(also))", short: "Removals done",
        style: .removal,
        entries: changes.entries(losing)),
      Document.Section(
        anchor: hasLosing ? "done-additions" : "done", title: "Done: gave access or renamed (\(others.count))",
        short: "Additions done",
        style: .addition, isFolded: true, entries: changes.entries(others)),
    ]
  }

  private func items(_ kind: Outcome.Kind) -> [ChangeEntries.Item] {
    applied.results.filter { Outcome.Kind($0.outcome) == kind }.map { change, outcome in
      (change, outcome.detail.map { [Line(.caution, "\($0)")] } ?? [])
    }
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
