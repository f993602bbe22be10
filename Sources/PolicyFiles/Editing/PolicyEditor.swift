internal import Access

/// A policy while it is edited, in rounds: what waits for nothing is made at once, and the texts are read again once a
/// round, not once an edit.
///
/// A round that the policy does not bear is taken back and halved until the culprit stands alone, as applying does with
/// a chunk that Segment refuses.
struct PolicyEditor {
  private let edits: [PolicyEdit]
  private let conventions: EditManner
  private let preferred: String?
  private let original: PolicyText
  private var text: EditedText
  private var drafts: [Int: EditDraft] = [:]
  /// In the order they were asked for.
  private var waiting: [EditBatch.Unit]
  /// How many a round takes at most.
  private var limit = Int.max
  /// How often the texts were read again.
  private(set) var readings = 0

  /// Nil when the policy has errors.
  init?(
    _ policy: PolicyText, _ edits: [PolicyEdit], _ conventions: EditManner, preferring file: String?, now: Moment
  ) {
    guard let text = try? EditedText(policy, now: now) else { return nil }
    (self.edits, self.conventions, self.text, original) = (edits, conventions, text, policy)
    preferred = file
    waiting = edits.indices.map { [$0] }
  }

  /// The lines that one edit touched, to be numbered when all are made.
  private enum EditDraft {
    case made([EditedText.Touched])
    /// With the line that stands against it.
    case notMade(NotMade, SourceText.Line?)
  }

  mutating func makeAll() {
    var footing: EditFooting?
    while !waiting.isEmpty {
      let current = footing ?? EditFooting(text, conventions, preferring: preferred)
      let round = EditBatch(waiting, of: edits, on: current, atMost: limit)
      guard !round.planned.isEmpty else {
        if joinSwaps(round.refused) { continue }
        return refuse(round.refused)
      }
      do throws(EditedText.Rejection) {
        try take(round)
        footing = nil
        limit = limit > Int.max / 2 ? limit : limit * 2
      } catch {
        reject(round, error)
        footing = current
      }
    }
  }

  private mutating func take(_ round: EditBatch) throws(EditedText.Rejection) {
    readings += 1
    let (after, touched) = try text.taking(round)
    text = after
    for planned in round.planned {
      for number in planned.unit { drafts[number] = .made(touched[planned.unit[0]] ?? []) }
    }
    let made = Set(round.numbers)
    waiting.removeAll { made.contains($0[0]) }
  }

  /// Leaves the culprit, or goes on with fewer: first with those that name nothing that came out otherwise.
  private mutating func reject(_ round: EditBatch, _ rejection: EditedText.Rejection) {
    guard round.planned.count > 1 else {
      return refuse(Dictionary(uniqueKeysWithValues: round.planned.map { ($0.unit[0], rejection.why) }))
    }
    let suspects = round.planned.filter { rejection.suspects.contains($0.unit[0]) }
    guard !suspects.isEmpty, suspects.count < round.planned.count else {
      limit = round.planned.count / 2
      return
    }
    // What a round takes up does not depend on order, so that suspects may go behind the others of their round.
    let (numbers, last) = (Set(round.numbers), Set(suspects.flatMap(\.unit)))
    let chosen = round.planned.map(\.unit)
    waiting =
      chosen.filter { !last.contains($0[0]) } + chosen.filter { last.contains($0[0]) }
      + waiting.filter { !numbers.contains($0[0]) }
    limit = chosen.count - suspects.count
  }

  /// Those that cannot be made, now that nothing is left that could clear the way for them.
  private mutating func refuse(_ refused: [Int: NotMade]) {
    for unit in waiting {
      guard let problem = refused[unit[0]] else { continue }
      let file = text.files.first { $0.path == problem.at?.file }
      let line = problem.at.flatMap { file?.text.line($0.line) }
      for number in unit { drafts[number] = .notMade(problem, line) }
    }
    waiting.removeAll { refused[$0[0]] != nil }
  }

  /// Makes one of renames that wait for each other in a ring.
  ///
  /// - Returns: false where there is none.
  private mutating func joinSwaps(_ refused: [Int: NotMade]) -> Bool {
    let renames = RenameRings(waiting.filter { $0.count == 1 && refused[$0[0]] != nil }.map { ($0[0], edits[$0[0]]) })
    guard !renames.rings.isEmpty else { return false }
    let joined = Set(renames.rings.flatMap(\.self))
    waiting = renames.rings + waiting.filter { !joined.contains($0[0]) }
    return true
  }
}

extension PolicyEditor {
  var desired: DesiredState { text.desired }
  var warnings: [Diagnostic] { text.warnings }

  /// The files that are no longer what they were.
  var changed: [PolicyText.File] {
    zip(original.files, text.files).filter { $0.bytes != $1.source.bytes }.map(\.1.source)
  }

  var outcomes: [EditOutcome] {
    let numbers = LineNumbers(text.files)
    return edits.enumerated().map { number, edit in
      switch drafts[number] {
      case .made(let touched)?: EditOutcome(edit, .made(numbers.places(of: touched)))
      case .notMade(let problem, let line)?:
        EditOutcome(edit, .notMade(problem.why, at: problem.at.map { numbers.moved($0, with: line) }))
      case nil: EditOutcome(edit, .notMade("nothing cleared the way for it", at: nil))
      }
    }
  }

  var moved: [String: [Int: Int]] { LineNumbers(text.files).moved }
}
