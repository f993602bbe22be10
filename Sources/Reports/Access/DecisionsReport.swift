package import Access
package import Explaining
import Syntax

/// What a reviewer's decisions mean for the policy, and what became of the edits.
package struct DecisionsReport {
  /// The reviewer's file, as it was named.
  package var file: String
  package var decisions: DecisionFile
  package var decided: DecidedReview
  /// What became of each step's edit in the policy's text, in their order.
  package var outcomes: [EditOutcome]
  /// Whether the policy's files were written.
  package var isWritten: Bool

  package init(
    file: String, decisions: DecisionFile, decided: DecidedReview, outcomes: [EditOutcome], isWritten: Bool = false
  ) {
    self.file = file
    self.decisions = decisions
    self.decided = decided
    self.outcomes = outcomes
    self.isWritten = isWritten
  }

  /// Everything in the file that is not clear, and every edit that could not be made: while there is one, nothing is
  /// written.
  package var unclear: [UnclearDecision] {
    let notMade = zip(decided.steps, outcomes).compactMap { step, outcome -> UnclearDecision? in
      guard case .notMade(let why, let place) = outcome.result else { return nil }
      let spot = place.map { " (\($0))" } ?? ""
      return UnclearDecision(
        line: step.lines.first ?? 0, "\(step.edit): \(why)\(spot); edit it by hand, then clear the decision")
    }
    return (decisions.unclear + decided.unclear + notMade).sorted()
  }
}

/// The meaning of decisions as text: what is not clear first.
package func textReport(_ report: DecisionsReport, style: TextStyle = TextStyle()) -> String {
  DecisionsText(report: report).text(style)
}

private struct DecisionsText {
  let report: DecisionsReport

  func text(_ style: TextStyle) -> String { [unclear, edits, settled].text(head: head, foot: foot, style) }

  private var head: [Line] {
    let words = report.decisions.decisions
    let (kept, removed) = (words.count { $0.word == .keep }, words.count { $0.word == .remove })
    return [
      "Decisions of \(name: report.file): \(kept) keep, \(removed) remove, \(counted(report.decisions.undecided, "row")) not decided"
    ] + absent
  }

  /// A file that was cut off or saved as a filtered view must not pass for one in which nothing was decided.
  private var absent: [Line] {
    let rows = report.decisions.absent
    guard rows > 0 else { return [] }
    let verb = rows == 1 ? "is" : "are"
    return [Line(.caution, "\(counted(rows, "row")) of today's review \(verb) not in the file; nobody decided there")]
  }

  private var unclear: TextSection {
    let problems = report.unclear
    return TextSection(
      Line(.alarm, "Not clear (\(problems.count))"),
      problems.map { Line(.caution, "! \(name: report.file):\($0.line): \($0.message)") })
  }

  private var edits: TextSection {
    let made = zip(report.decided.steps, report.outcomes).filter { $0.1.isMade }
    return TextSection("Means for the policy (\(made.count))", made.flatMap(lines))
  }

  private func lines(_ step: DecidedReview.Step, _ outcome: EditOutcome) -> [Line] {
    guard case .made(let places) = outcome.result else { return [] }
    let lines = "line \(step.lines.map(String.init).joined(separator: ", "))"
    let touched: Line = places.beginnings.map { "\($0)" as Line }.joined(separator: ", ")
    let head: Line = "\(step.edit.takesAway ? "-" : "+") \("\(step.edit)")  \(lines)  \(touched)"
    return [head.styled(step.edit.takesAway ? .removal : .addition)] + step.notes.map { Line(.caution, "      \($0)") }
  }

  private var settled: TextSection {
    let kept = report.decided.settled.filter { $0.decision.word == .remove }
    return TextSection(
      "Nothing to edit (\(kept.count))",
      kept.map { "= line \($0.decision.line), \(name: $0.decision.row.person?.written ?? "nobody"): \($0.why)" })
  }

  private var foot: [Line] {
    let (problems, steps) = (report.unclear.count, report.decided.steps.count)
    if problems > 0 {
      return [Line(.alarm, "Nothing was written: \(counted(problems, "decision is", "decisions are")) not clear.")]
    }
    if report.decisions.decisions.isEmpty { return ["No row is decided: nothing to write."] }
    if steps == 0 { return ["The policy says all of it already: nothing to write."] }
    if report.isWritten {
      return [Line(.strong, "\(counted(steps, "edit")) written. Run `accord plan` to see what follows.")]
    }
    return ["\(counted(steps, "edit")). Nothing was written; --write writes it."]
  }
}

/// The meaning of decisions as JSON, format 1.
package func jsonReport(_ report: DecisionsReport, accord version: String) -> String {
  let steps = zip(report.decided.steps, report.outcomes).map { step, outcome -> JSON in
    var places: JSON?
    if case .made(let lines) = outcome.result { places = .array(lines.map { .string($0.description) }) }
    return .object(
      of: .init("edit", .string("\(step.edit)")), .init("lines", .array(step.lines.map { JSON($0) })),
      .init("touches", ifAny: places),
      .init("notes", ifAny: step.notes.isEmpty ? nil : .array(step.notes.map(JSON.string))))
  }
  let settled = report.decided.settled.map { settled -> JSON in
    .object(
      of: .init("line", JSON(settled.decision.line)), .init("decision", .string(settled.decision.word.rawValue)),
      .init("why", .string(settled.why)))
  }
  let unclear = report.unclear.map {
    JSON.object(of: .init("line", JSON($0.line)), .init("message", .string($0.message)))
  }
  return JSON.object(
    of: .init("formatVersion", 1), .init("accord", .string(version)), .init("edits", .array(steps)),
    .init("settled", .array(settled)), .init("unclear", .array(unclear)),
    .init("undecided", JSON(report.decisions.undecided)), .init("absent", JSON(report.decisions.absent)),
    .init("written", .bool(report.isWritten))
  ).document
}

extension PolicyEdit {
  fileprivate var takesAway: Bool {
    switch self {
    case .removePerson, .depart, .removeGrant, .removeMembership, .removeGroup: true
    case .addPerson, .changeEmail, .addGrant, .addMembership, .addGroup, .renameGroup: false
    }
  }
}
