package import Access

/// What a run of apply did, as text: what went wrong first, what was done after it, the figures last.
package func textReport(_ applied: Applied, style: Style = Style()) -> String { AppliedText(applied).text(style) }

private struct AppliedText {
  private let applied: Applied
  private let changes: ChangeLines

  init(_ applied: Applied) {
    self.applied = applied
    changes = ChangeLines(applied.plan)
  }

  func text(_ style: Style) -> String {
    Fate.allCases.map(section).text(head: [], foot: foot, style)
  }

  /// What is said of all of them alike is said once, in the title.
  private func section(_ fate: Fate) -> Section {
    let results = applied.results.filter { Fate($0.outcome) == fate }
    let shared = results.count > 1 && Set(results.map(\.outcome)).count == 1 ? results[0].outcome.detail : nil
    let entries = results.map { change, outcome in
      let detail = shared == nil ? outcome.detail : nil
      return ChangeLines.Entry(change: change, below: detail.map { [Line(.caution, "> \($0)")] } ?? [])
    }
    let why: Line = shared.map { ": \($0)" } ?? ""
    let title: Line = "\(fate.title) (\(results.count))\(why)"
    return Section(fate == .done ? title : Line(.alarm, title), changes.lines(entries))
  }

  private var foot: [Line] { [stopped, unsent, requests, figures].compactMap(\.self) }

  private var stopped: Line? { applied.stopped.map { Line(.alarm, "Stopped early: \($0)") } }

  private var unsent: Line? {
    applied.wrote || applied.allDone ? nil : "No write was sent: nothing was changed."
  }

  private var requests: Line? {
    guard applied.requests > 0 else { return nil }
    let waits = applied.rateLimited == 0 ? "" : ", \(applied.rateLimited) of them answered with a wait (429)"
    return "\(counted(applied.requests, "request"))\(waits)."
  }

  private var figures: Line {
    let total = applied.plan.changes.count
    let numbers = Fate.inOrder.map { fate in (fate, applied.results.count { Fate($0.outcome) == fate }) }
    let done = numbers[0].1
    let head = "Applied \(done) of \(counted(total, "change"))"
    if done == total { return Line(.strong, "\(head).") }
    let parts = numbers.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    return Line(.alarm, "\(head): \(parts). Run `accord plan` to see what is left.")
  }
}

/// Outcomes without their details, the worst first.
private enum Fate: String, CaseIterable {
  case failed
  case unknown
  case moved
  case skipped
  case done

  static let inOrder: [Fate] = [.done, .failed, .unknown, .moved, .skipped]

  init(_ outcome: Outcome) {
    switch outcome {
    case .done: self = .done
    case .failed: self = .failed
    case .moved: self = .moved
    case .unknown: self = .unknown
    case .skipped: self = .skipped
    }
  }

  var title: String {
    switch self {
    case .failed: "Failed"
    case .unknown: "May or may not have happened"
    case .moved: "Not sent: changed by somebody since the plan was read"
    case .skipped: "Skipped"
    case .done: "Done"
    }
  }
}
