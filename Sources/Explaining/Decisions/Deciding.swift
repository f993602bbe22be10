package import Access
import Planning

extension AccessReview {
  /// What decisions mean as edits of the policy: the least that takes away what was decided, and nothing that was not.
  ///
  /// - Parameters:
  ///   - desired: the policy that the review was made with.
  ///   - now: when entries of at-least lists end.
  package func decided(_ decisions: [Decision], _ desired: DesiredState, at now: Moment) -> DecidedReview {
    var deciding = Deciding(self, decisions, desired, at: now)
    deciding.decide()
    return deciding.result
  }
}

/// Decisions while they are weighed.
struct Deciding {
  let review: AccessReview
  let desired: DesiredState
  let rows: DecidedRows
  let declared: DeclaredSubjects
  /// The end of what ends now.
  let ending: Expiry
  /// By whom they are about, whatever address of theirs that is: what they keep no list can take away.
  private let unresolved: [Subject.Key: [UnresolvedReference]]
  /// Whoever leaves, with the line that says so.
  var leaving: [Email: Int] = [:]
  /// Whether everybody is decided to lose a role of a group, where it was asked.
  var gone: [DecidedRows.GroupRole: Bool] = [:]
  private(set) var steps: [PolicyEdit: [Int]] = [:]
  private var settled: [DecidedReview.Settled] = []
  private var unclear: [UnclearDecision] = []

  init(_ review: AccessReview, _ decisions: [Decision], _ desired: DesiredState, at now: Moment) {
    self.review = review
    ending = Expiry(at: now)
    self.desired = desired
    let declared = DeclaredSubjects(desired, review.people)
    unresolved = review.unresolved.reduce(into: [:]) { all, reference in
      guard let subject = reference.subject.map(declared.key) else { return }
      all[subject, default: []].append(reference)
    }
    self.declared = declared
    rows = DecidedRows(review, decisions, declared)
  }

  var result: DecidedReview {
    let ordered = steps.map { DecidedReview.Step(edit: $0.key, lines: $0.value.sorted(), notes: notes(on: $0.value)) }
      .sorted { ($0.lines.first ?? 0, "\($0.edit)") < ($1.lines.first ?? 0, "\($1.edit)") }
    return DecidedReview(
      steps: ordered, settled: settled.sorted { $0.decision.line < $1.decision.line }, unclear: unclear.sorted())
  }

  /// Whole accounts first: what else is theirs goes with them.
  mutating func decide() {
    for decision in rows.decisions where decision.takesAccount { removeAccount(decision) }
    for decision in rows.decisions where !decision.takesAccount {
      switch decision.word {
      case .keep: keep(decision)
      case .remove: remove(decision)
      }
    }
  }

  mutating func edit(_ edit: PolicyEdit, for decision: Decision) { steps[edit, default: []].append(decision.line) }

  mutating func settle(_ decision: Decision, _ why: String) {
    settled.append(DecidedReview.Settled(decision: decision, why: why))
  }

  mutating func doubt(_ decision: Decision, _ message: String) {
    unclear.append(UnclearDecision(line: decision.line, message))
  }

  /// Why a grant stays though no entry of its subject's list gives it any more: another one may have been written for it.
  func keeper(of grant: Grant, of subject: Subject.Key) -> String? {
    unresolved[subject]?.first { review.words.mayMean($0.written, grant) }.map { reference in
      "it would stay, because it may be what '\(reference.written)' means (\(reference.at)), which leads to nothing; mend or take out that entry first"
    }
  }

  func whatElse(_ verb: String, with others: [AccessRow], _ group: String) -> String {
    let names = others.map { row in
      let line = rows.decision(on: row).map { "line \($0.line) says \($0.word.rawValue)" } ?? "not decided"
      return "\(row.grant.map(review.names.grant) ?? "the membership") (\(line))"
    }
    guard !names.isEmpty else {
      return "\(group) gives it to others too, who are not decided to lose it; decide alike for all, or for the person"
    }
    return "it \(verb) with \(group), which also gives \(names.joined(separator: ", ")); decide alike"
  }

  /// Ways by which people still have what decisions take away.
  private func notes(on lines: [Int]) -> [String] {
    let notes = lines.compactMap { rows.decision(inLine: $0) }.flatMap { decision -> [String] in
      guard decision.word == .remove, let person = decision.row.person, let grant = decision.row.grant,
        !decision.row.gain.isAccount
      else { return [] }
      let still = rows.paths(declared.identity(person), to: grant).filter { row in
        row.outlook != .goes && rows.decision(on: row)?.word != .remove
      }
      return still.map { row in
        "\(row.person ?? person) still has \(review.names.grant(grant)) \(row.group.map { "through group \($0.name)" } ?? "directly")"
      }
    }
    return Set(notes).sorted()
  }
}
