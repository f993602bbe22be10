import Access

/// What a run of apply did, on paper: what went wrong first, and every removal outside the folds.
struct AppliedPaper {
  private let applied: Applied
  private let changes: ChangeEntries

  init(_ applied: Applied) {
    self.applied = applied
    changes = ChangeEntries(applied.plan)
  }

  var paper: Paper {
    Paper(
      title: "\(applied.headline) in \(name: applied.plan.workspace.slug)", facts: facts, figures: figures,
      chapters: Fate.allCases.filter { $0 != .done }.map(undone) + done)
  }

  private var facts: [Line] {
    let left: Line = "\(applied.tally). Run `accord plan` to see what is left."
    return (applied.allDone ? [] : [Line(.strong, left)]) + applied.circumstances
  }

  private var figures: [Paper.Figure] {
    Fate.inOrder.map { fate in
      Paper.Figure(applied.number(fate), fate.label, ink: fate.ink, anchor: fate.rawValue)
    }.filter { $0.number > 0 }
  }

  private func undone(_ fate: Fate) -> Paper.Chapter {
    let items = items(fate)
    return Paper.Chapter(
      anchor: fate.rawValue, title: "\(fate.title) (\(items.count))",
      short: "\(fate.rawValue.prefix(1).uppercased() + fate.rawValue.dropFirst())", ink: fate.ink,
      entries: changes.entries(items))
  }

  /// Two chapters, so that a comment may fold the second.
  private var done: [Paper.Chapter] {
    let (losing, others) = changes.parted(items(.done))
    let taken = losing.count(where: \.change.kind.isRemoval)
    let also =
      losing.count == taken ? "" : "; \(counted(losing.count - taken, "more change")) of the same people and groups"
    let hasLosing = !losing.isEmpty
    return [
      Paper.Chapter(
        anchor: "done", title: "Done: took access away (\(taken)\(also))", short: "Removals done",
        ink: .removal,
        entries: changes.entries(losing)),
      Paper.Chapter(
        anchor: hasLosing ? "done-additions" : "done", title: "Done: gave access or renamed (\(others.count))",
        short: "Additions done",
        ink: .addition, isFolded: true, entries: changes.entries(others)),
    ]
  }

  private func items(_ fate: Fate) -> [ChangeEntries.Item] {
    applied.results.filter { Fate($0.outcome) == fate }.map { change, outcome in
      (change, outcome.detail.map { [Line(.caution, "\($0)")] } ?? [])
    }
  }
}

extension Fate {
  fileprivate var ink: Ink {
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
