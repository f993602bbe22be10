package import Access
import AccessJSON
import Documents
package import Explaining
import Syntax

/// What a request comes to: the edits of a policy, what they would mean, and whether they were written.
package struct EditReport {
  package var asked = AskedEdits()
  /// Why nothing can be asked for; nil where it is clear what is meant.
  package var notClear: NotClear?
  /// What became of each edit, in their order.
  package var outcomes: [EditOutcome] = []
  /// The patch; empty where no file changes.
  package var diff = ""
  package var files: [String] = []
  /// Other places that could have carried it.
  package var elsewhere: [String] = []
  /// What is wrong with the edited policy, or not as it was.
  package var diagnostics: [Diagnostic] = []
  /// Nil where nothing could be judged.
  package var consequences: Consequences?
  /// Whether that was by a workspace, and not by the policy alone.
  package var knowsWorkspace = false
  package var isWritten = false

  package init() {}

  /// How it ends, the first that is so.
  package enum Verdict: Hashable, Sendable {
    case notClear
    case notRead
    case refused
    case unresolved
    case unasked
    case nothing
    case shown
    case written
  }

  package var verdict: Verdict {
    if notClear != nil || outcomes.contains(where: { !$0.isMade }) { return .notClear }
    if diagnostics.contains(where: { $0.severity == .error }) { return .unresolved }
    if let consequences {
      if !consequences.plan.isComplete { return .notRead }
      if consequences.plan.refusals.contains(where: \.stands) { return .refused }
      if consequences.plan.unresolved.contains(where: \.isError) { return .unresolved }
      if !consequences.unasked.isEmpty { return .unasked }
    }
    if files.isEmpty { return .nothing }
    return isWritten ? .written : .shown
  }
}

extension EditReport: Documented {
  package var document: Document {
    Document(
      verdict: [line(for: verdict)], sections: [unclear, newOwners, edits, refusals, unasked, settled, notes, others])
  }

  private struct Problem {
    let head: Line
    let at: Place?
    var more: [String] = []
  }

  private var problems: [Problem] {
    var problems: [Problem] = []
    if let notClear {
      // What the sentence says already is not said again.
      let more = notClear.candidates.filter { !notClear.why.contains($0) }
      problems.append(Problem(head: "\(notClear.why)", at: notClear.at, more: more))
    }
    for outcome in outcomes {
      guard case .notMade(let why, let place) = outcome.result else { continue }
      problems.append(Problem(head: "\("\(outcome.edit)"): \(why)", at: place))
    }
    for error in diagnostics where error.severity == .error {
      problems.append(Problem(head: "\(error.message)", at: error.place))
    }
    return problems
  }

  private var unclear: Document.Section {
    let all = problems
    return Document.Section(
      anchor: "unclear", title: "Not clear (\(all.count))", style: .alarm, layout: .statements,
      entries: all.map { problem in
        let place: Line = problem.at.map { "\($0): " } ?? ""
        return Document.Entry(
          head: Line(.caution, "\(place)\(problem.head)"),
          items: problem.more.map { Document.Item(line: "\($0)", sign: "?") })
      })
  }

  private var edits: Document.Section {
    let made = outcomes.compactMap { outcome -> Document.Entry? in
      guard case .made(let places) = outcome.result else { return nil }
      let isRemoval = outcome.edit.takesAway
      let item = Document.Item(
        line: "\("\(outcome.edit)")", style: isRemoval ? .removal : .addition, sign: isRemoval ? "-" : "+")
      return Document.Entry(head: places.beginnings.map { "\($0)" as Line }.joined(separator: ", "), items: [item])
    }
    return Document.Section(anchor: "edits", title: "Means", layout: .statements, entries: made)
  }

  /// A plan that is printed says them itself.
  private var newOwners: Document.Section {
    guard !knowsWorkspace, let plan = consequences?.plan else {
      return Document.Section(anchor: "new-owners", title: "", entries: [])
    }
    return NewOwnerEntries(plan).section
  }

  /// A plan that is printed says them itself.
  private var refusals: Document.Section {
    let standing = knowsWorkspace ? [] : consequences?.plan.refusals.filter(\.stands) ?? []
    return Document.Section(
      anchor: "refusals", title: "Refused, as far as the policy alone tells (\(standing.count))", style: .alarm,
      layout: .statements,
      entries: standing.map { refusal in
        let item = Document.Item(
          line: "\(refusal.detail)", places: [refusal.at].compactMap(\.self), style: .alarm, sign: "!")
        return Document.Entry(head: "\(name: refusal.name)", items: [item])
      })
  }

  private var unasked: Document.Section {
    guard let consequences else {
      return Document.Section(anchor: "unasked", title: "", entries: [])
    }
    return Document.Section(
      anchor: "unasked", title: "Would be removed as well, which nobody asked for (\(consequences.unasked.count))",
      style: .alarm, layout: .statements,
      entries: consequences.unasked.map { change in
        let item = Document.Item(
          line: "\(change.reason)", places: [change.at].compactMap(\.self), style: .removal, sign: "-")
        return Document.Entry(head: "\(change.inWords(consequences.plan.names))", items: [item])
      })
  }

  private var settled: Document.Section {
    Document.Section(
      anchor: "settled", title: "Nothing to edit", layout: .statements,
      entries: asked.settled.map { Document.Entry(head: "\($0)") })
  }

  private var notes: Document.Section {
    let warnings = diagnostics.filter { $0.severity == .warning }.map { warning -> Line in
      "\(warning.place.map { "\($0): " } ?? "")\(warning.message)"
    }
    return Document.Section(
      anchor: "notes", title: "To know", layout: .statements,
      entries: (asked.notes.map { "\($0)" } + warnings).map { Document.Entry(head: Line(.caution, $0)) })
  }

  private var others: Document.Section {
    Document.Section(
      anchor: "elsewhere", title: "Could stand elsewhere", layout: .statements,
      entries: elsewhere.map { Document.Entry(head: "\($0)") })
  }

  private func line(for verdict: Verdict) -> Line {
    let edits: Line = "\(counted(outcomes.count, "edit")) in \(files.map { "\($0)" as Line }.joined(separator: ", "))"
    switch verdict {
    case .notClear: return Line(.alarm, "Nothing was written: it is not clear.")
    case .notRead: return Line(.alarm, "Nothing was written: the workspace could not be read completely.")
    case .refused:
      let wayOut: Line =
        knowsWorkspace ? "" : ", by what the files say; with --snapshot or a token the workspace is asked"
      return Line(.alarm, "Nothing was written: the edited policy would be refused\(wayOut).")
    case .unresolved: return Line(.alarm, "Nothing was written: the edited policy would not fit the workspace.")
    case .unasked:
      return Line(.alarm, "Nothing was written: more would be removed than was asked for.")
    case .nothing: return "The policy says so already: nothing to write."
    case .shown: return "\(edits). Nothing was written; --write writes it."
    case .written: return Line(.strong, "\(edits) written. Run `accord plan` to see what follows.")
    }
  }
}

/// The meaning of an edit as JSON, format 1.
package func jsonReport(_ report: EditReport, accord version: String) -> String {
  let edits = report.outcomes.map { outcome -> JSON in
    var (places, why, at): (JSON?, JSON?, JSON?) = (nil, nil, nil)
    switch outcome.result {
    case .made(let lines): places = .array(lines.map { .string($0.description) })
    case .notMade(let reason, let place): (why, at) = (.string(reason), place.map { .string($0.description) })
    }
    return .object(
      of: .init("edit", .string("\(outcome.edit)")), .init("touches", ifAny: places), .init("notMade", ifAny: why),
      .init("at", ifAny: at))
  }
  let unclear = report.notClear.map { problem in
    JSON.object(
      of: .init("why", .string(problem.why)), .init("at", ifAny: problem.at.map { .string($0.description) }),
      .init("candidates", .array(problem.candidates.map(JSON.string))))
  }
  let consequences = report.consequences
  let names = consequences?.plan.names ?? Names()
  return JSON.object(
    of: .init("formatVersion", 1), .init("accord", .string(version)), .init("verdict", .string(report.verdict.word)),
    .init("edits", .array(edits)), .init("settled", .array(report.asked.settled.map(JSON.string))),
    .init("notes", .array(report.asked.notes.map(JSON.string))),
    .init("elsewhere", .array(report.elsewhere.map(JSON.string))), .init("unclear", ifAny: unclear),
    .init("diagnostics", .array(report.diagnostics.map { .string($0.description) })),
    .init("files", .array(report.files.map(JSON.string))), .init("diff", .string(report.diff)),
    .init(
      "refusals",
      .array((consequences?.plan.refusals.filter(\.stands) ?? []).map { .string("\($0.name): \($0.detail)") })),
    .init("newOwners", .list(consequences?.plan.newOwners ?? [])),
    .init("unasked", .array((consequences?.unasked ?? []).map { .string($0.inWords(names)) })),
    .init("plan", ifAny: report.knowsWorkspace ? consequences?.plan.document(accord: version) : nil),
    .init("written", .bool(report.isWritten))
  ).document
}

extension EditReport.Verdict {
  fileprivate var word: String {
    switch self {
    case .notClear: "not-clear"
    case .notRead: "not-read"
    case .refused: "refused"
    case .unresolved: "unresolved"
    case .unasked: "unasked-removals"
    case .nothing: "nothing-to-do"
    case .shown: "shown"
    case .written: "written"
    }
  }
}
