import Access
import SegmentAPI

/// Answers 401 and 403 so far. Segment's documents give them for a token that is no good and for a request that goes
/// too far: what one subject is refused is that subject's failure, and the run goes on where it is not the token.
struct Refusals {
  /// How many were there when the token was last looked at, and when the last change was settled.
  var (checked, counted): (Int, Int)
  /// Subjects refused one after the other, with nothing between that was not.
  var subjects: Set<String> = []
  /// Items of one request, each tried alone and refused, one after the other.
  var alone = 0

  init(seen: Int) { (checked, counted) = (seen, seen) }
}

extension Applier {
  /// Asks for the workspace after a refusal; where the token is no good, or nobody can tell, the run is over.
  func lookIntoRefusals() {
    guard reader.refusals.count > refusals.checked, let refusal = reader.refusals.last else { return }
    let workspace = ItemRead<SegmentWorkspace>.workspace()
    reader.run([workspace])
    if reader.refusals.count > refusals.checked { refusals.checked = reader.refusals.count }
    switch workspace.outcome {
    case .success: return
    case .failure(.failed(let error)) where error.isRefusal: end(.trouble("\(error)"))
    case .failure(let failure): end(.trouble("\(refusal); and the token could not be looked at: \(failure)"))
    }
  }

  /// Two subjects refused in a row are no matter of one subject any more.
  func noteRefusal(_ change: Change, _ outcome: Outcome) {
    let subject = change.action.group.map { "group \($0.key)" } ?? change.action.person?.key ?? ""
    guard reader.refusals.count > refusals.counted else {
      if outcome.word != "skipped", !refusals.subjects.contains(subject) { refusals.subjects = [] }
      return
    }
    lookIntoRefusals()
    refusals.counted = reader.refusals.count
    if outcome != .done { refusals.subjects.insert(subject) }
    guard refusals.subjects.count > 1, let refusal = reader.refusals.last else { return }
    end(.trouble("two in a row were refused, so nothing more was tried: \(refusal)"))
  }
}
