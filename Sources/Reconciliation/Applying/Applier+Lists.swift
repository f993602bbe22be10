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
  /// What the workspace shows of these, whatever was answered; nil when it cannot be seen.
  let verdicts: ([Int]) -> [Int: Verdict]?
  /// What is to be read again before these are sent, each time that any of them are.
  var check: ([Int]) -> Check = { _ in Check() }
  /// Whether what came of it is worth looking for longer, also where it is said not to have happened: an invite must never
  /// be repeated on a guess.
  var isPatient = false

  /// What a look at the workspace says of a change.
  enum Verdict: Hashable {
    case done
    /// It is as if nothing had been sent, as far as can be seen.
    case open
    /// It came out otherwise than it was meant.
    case failed(String)
  }

  /// Reads right before a request, and which changes may go by what they show; the others it settles.
  struct Check {
    var reads: [any PendingRead] = []
    var ready: ([Int]) -> [Int] = { $0 }
  }
}

extension Applier {
  /// Sends a list, and looks what became of it: an answer says what Segment did, not what is so. One that is refused is
  /// read again, reduced to what is still wanted, and halved until the culprit stands alone. One whose answer is lost is
  /// never sent again.
  func carryOut(_ list: ListWrite, _ indices: [Int]) {
    guard refusals.alone < 2 else {
      return settle(indices, .failed("not sent: two others of this request were refused one after the other"))
    }
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
    case .done:
      refusals.alone = 0
      settle(indices, of: list, patiently: true) { isSeen in
        let but = isSeen ? "does not show it" : "what came of it could not be read"
        return .unknown("Segment answered that it was done, but \(but)")
      }
    case .rejected(let error): refused(list, indices, error)
    case .unknown(let error): settle(indices, of: list, patiently: list.isPatient) { _ in .unknown("\(error)") }
    case .waited: carryOut(list, list.isPatient ? unseen(indices, of: list) : indices)
    }
  }

  /// Settles those of which the workspace shows what came of them, whatever was answered.
  private func unseen(_ indices: [Int], of list: ListWrite) -> [Int] {
    var verdicts: [Int: ListWrite.Verdict]?
    _ = look(patiently: list.isPatient, pauses: [1, 2]) {
      verdicts = list.verdicts(indices) ?? verdicts
      return verdicts.map { !$0.values.contains(.open) } ?? false
    }
    return indices.filter { !settle($0, verdicts?[$0]) }
  }

  /// Settles each by what the workspace shows, and those of which it shows nothing by what is said.
  private func settle(_ indices: [Int], of list: ListWrite, patiently: Bool, unseen: (Bool) -> Outcome) {
    var verdicts: [Int: ListWrite.Verdict]?
    _ = look(patiently: patiently) {
      verdicts = list.verdicts(indices) ?? verdicts
      return verdicts.map { !$0.values.contains(.open) } ?? false
    }
    for index in indices where !settle(index, verdicts?[index]) { settle(index, unseen(verdicts != nil)) }
  }

  /// False where there is nothing to go by.
  private func settle(_ index: Int, _ verdict: ListWrite.Verdict?) -> Bool {
    switch verdict {
    case .done: settle(index, .done)
    case .failed(let why): settle(index, .failed(why))
    case .open, nil: return false
    }
    return true
  }

  private func refused(_ list: ListWrite, _ indices: [Int], _ error: SegmentError) {
    guard error.mayBeOneItems else { return settle(indices, .failed("\(error)")) }
    let rest = unseen(indices, of: list)
    // Once is enough: the halves are refused for what stands in them.
    var list = list
    list.isPatient = false
    if rest.count < indices.count { return rest.isEmpty ? () : carryOut(list, rest) }
    guard rest.count > 1 else {
      if error.isRefusal { refusals.alone += 1 }
      return settle(rest, .failed("\(error)"))
    }
    let middle = rest.count / 2
    carryOut(list, Array(rest[..<middle]))
    carryOut(list, Array(rest[middle...]))
  }
}

extension SegmentError {
  /// Whether one bad item may have made Segment refuse the whole list.
  var mayBeOneItems: Bool {
    switch self {
    case .notFound, .unauthorized, .forbidden: true
    case .rejected(let context): [400, 404, 409, 413, 422].contains(context.status ?? 0)
    case .notOnThisPlan, .rateLimited, .serverError, .unreachable, .untrusted, .answerLost, .notUnderstood,
      .interrupted:
      false
    }
  }
}
