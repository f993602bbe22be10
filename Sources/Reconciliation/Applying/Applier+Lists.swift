import Access
import SegmentAPI

/// A write that carries many items: invites, joins, leaves, cancellations, deprovisions.
///
/// Segment either takes such a request whole or refuses it whole, as far as is known; both answers must do.
struct ListWrite {
  /// For messages and the journal: `POST /invites`.
  let request: String
  /// Sends these changes.
  let send: ([Int]) throws(UnsendableWrite) -> WriteAnswer<Void>
  /// Which of these Segment shows as done; nil when it cannot be seen.
  let visible: ([Int]) -> Set<Int>?
  /// What is to be read again before these are sent, each time that any of them are.
  var check: ([Int]) -> Check = { _ in Check() }
  /// What became of those that Segment says are done, by their index, where it is not just that.
  var complaints: ([Int]) -> [Int: Outcome] = { _ in [:] }
  /// Whether a lost answer is worth looking for longer: an invite must never be repeated on a guess.
  var isPatient = false

  /// Reads right before a request, and which changes may go by what they show; the others it settles.
  struct Check {
    var reads: [any PendingRead] = []
    var ready: ([Int]) -> [Int] = { $0 }
  }
}

extension Applier {
  /// Sends a list; one that is refused is read again, reduced to what is still wanted, and halved until the culprit
  /// stands alone. One whose answer is lost is looked up and never sent again.
  func carryOut(_ list: ListWrite, _ indices: [Int]) {
    var check = ListWrite.Check()
    let confirmed = ownersConfirmed(indices) {
      check = list.check(indices)
      return check.reads
    }
    let indices = check.ready(confirmed)
    guard !indices.isEmpty, stopped == nil else { return }
    guard let answer = send(list.request, indices, { () throws(UnsendableWrite) in try list.send(indices) }) else {
      return
    }
    switch answer {
    case .done: settleDone(list, indices)
    case .rejected(let error): refused(list, indices, error)
    case .unknown(let error): lookUp(list, indices, error)
    case .waited: carryOut(list, indices)
    }
  }

  private func refused(_ list: ListWrite, _ indices: [Int], _ error: SegmentError) {
    guard error.mayBeOneItems else { return settle(indices, .failed("\(error)")) }
    let already = list.visible(indices) ?? []
    settleDone(list, indices.filter(already.contains))
    let rest = indices.filter { !already.contains($0) }
    if rest.count < indices.count { return carryOut(list, rest) }
    guard rest.count > 1 else { return settle(rest, .failed("\(error)")) }
    let middle = rest.count / 2
    carryOut(list, Array(rest[..<middle]))
    carryOut(list, Array(rest[middle...]))
  }

  private func settleDone(_ list: ListWrite, _ indices: [Int]) {
    let complaints = indices.isEmpty ? [:] : list.complaints(indices)
    for index in indices { settle(index, complaints[index] ?? .done) }
  }

  private func lookUp(_ list: ListWrite, _ indices: [Int], _ error: SegmentError) {
    var seen: Set<Int> = []
    _ = look(patiently: list.isPatient) {
      seen = list.visible(indices) ?? seen
      return seen.count == indices.count
    }
    settleDone(list, indices.filter(seen.contains))
    settle(indices.filter { !seen.contains($0) }, .unknown("\(error)"))
  }
}

extension SegmentError {
  /// Whether one bad item may have made Segment refuse the whole list.
  var mayBeOneItems: Bool {
    switch self {
    case .notFound: true
    case .rejected(let context): [400, 404, 409, 413, 422].contains(context.status ?? 0)
    case .unauthorized, .forbidden, .notOnThisPlan, .rateLimited, .serverError, .unreachable, .untrusted, .answerLost,
      .notUnderstood, .interrupted:
      false
    }
  }
}
