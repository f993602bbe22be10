package import Access
package import Explaining
import Syntax

/// What a reviewer's decisions mean for the policy, and what became of the edits.
package struct DecisionsReport {
  /// The reviewer's file, as it was named.
  package var file: String
  package var decisions: DecisionFile
  /// Rows of the review in words.
  private let wording: AccessWording
  package var decided: DecidedReview
  /// What became of each step's edit in the policy's text, in their order.
  package var outcomes: [EditOutcome]
  /// Whether the policy's files were written.
  package var isWritten: Bool

  package init(
    file: String, decisions: DecisionFile, of review: AccessReview, decided: DecidedReview, outcomes: [EditOutcome],
    isWritten: Bool = false
  ) {
    wording = AccessWording(review)
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

/// What is not clear first.
extension DecisionsReport: Documented {
  package var document: Document {
    let words = decisions.decisions
    let (kept, removed) = (words.count { $0.word == .keep }, words.count { $0.word == .remove })
    let undecided = counted(decisions.undecided, "row")
    return Document(
      title: "Decisions of \(name: file): \(kept) keep, \(removed) remove, \(undecided) not decided", facts: absent,
      verdict: [verdict], sections: [unclearSection, edits, settled])
  }

  /// A file that was cut off or saved as a filtered view must not pass for one in which nothing was decided.
  private var absent: [Line] {
    let rows = decisions.absent
    guard rows > 0 else { return [] }
    let verb = rows == 1 ? "is" : "are"
    return [Line(.caution, "\(counted(rows, "row")) of today's review \(verb) not in the file; nobody decided there")]
  }

  private var unclearSection: Document.Section {
    let problems = unclear
    let rows = Dictionary(decisions.decisions.map { ($0.line, $0.row) }, uniquingKeysWith: { first, _ in first })
    let lines = Dictionary(grouping: problems, by: \.message)
    var causes: Set<String> = []
    return Document.Section(
      anchor: "unclear", title: "Not clear (\(problems.count))", style: .alarm, layout: .lists,
      entries: problems.map(\.message).filter { causes.insert($0).inserted }.map { cause in
        Document.Entry(
          head: "\(cause)",
          items: (lines[cause] ?? []).map { problem in
            let what: Line = rows[problem.line].map { ", \(row($0))" } ?? ""
            return Document.Item(line: "\(name: "\(file):\(problem.line)")\(what)", style: .caution)
          }, style: .caution, sign: "!")
      })
  }

  /// `ada@acme.com: Source Admin on source/website, through group Analytics`
  private func row(_ row: AccessRow) -> Line {
    let person: Line = row.person.map { "\(name: $0.written)" } ?? "nobody"
    return "\(person): \(wording.access(row))"
  }

  private var edits: Document.Section {
    let made = zip(decided.steps, outcomes).compactMap { step, outcome -> Document.Entry? in
      guard case .made(let places) = outcome.result else { return nil }
      let isRemoval = step.edit.takesAway
      let item = Document.Item(
        line: "line \(step.lines.map(String.init).joined(separator: ", "))", places: places.beginnings,
        style: isRemoval ? .removal : .addition, sign: isRemoval ? "-" : "+",
        particulars: step.notes.map { Line(.caution, "\($0)") })
      return Document.Entry(head: "\("\(step.edit)")", items: [item])
    }
    return Document.Section(anchor: "edits", title: "Means for the policy (\(made.count))", entries: made)
  }

  private var settled: Document.Section {
    let kept = decided.settled.filter { $0.decision.word == .remove }
    return Document.Section(
      anchor: "settled", title: "Nothing to edit (\(kept.count))", layout: .statements,
      entries: kept.map { settled in
        Document.Entry(
          head: "line \(settled.decision.line), \(name: settled.decision.row.person?.written ?? "nobody")",
          items: [Document.Item(line: "\(settled.why)", sign: "=")])
      })
  }

  private var verdict: Line {
    let (problems, steps) = (unclear.count, decided.steps.count)
    if problems > 0 {
      return Line(.alarm, "Nothing was written: \(counted(problems, "decision is", "decisions are")) not clear.")
    }
    if decisions.decisions.isEmpty { return "No row is decided: nothing to write." }
    if steps == 0 { return "The policy says all of it already: nothing to write." }
    if isWritten { return Line(.strong, "\(counted(steps, "edit")) written. Run `accord plan` to see what follows.") }
    return "\(counted(steps, "edit")). Nothing was written; --write writes it."
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
  var takesAway: Bool {
    switch self {
    case .removePerson, .depart, .removeGrant, .removeMembership, .removeGroup, .end: true
    case .addPerson, .changeEmail, .addGrant, .addMembership, .addGroup, .renameGroup, .give, .extend, .extendPerson:
      false
    }
  }
}
