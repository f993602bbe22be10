import Access
import HTTPMessages
import RandomWorlds
import SegmentSandbox

/// What a run was seen to do: its batches of requests, what each write changed, and when each outcome stood.
final class Witness {
  /// Requests that were in flight at once, by the number of the first; a look is as old as the batch it came with.
  private(set) var batches: [Batch] = []
  /// For each change, the number of batches when its outcome stood.
  private(set) var settled: [Change: Int] = [:]
  private let plan: Plan

  struct Batch {
    let first: Int
    let last: Int
    /// Set where it is a write: the worlds around it, without what happened just before it.
    var write: (request: LoggedRequest, before: SegmentSandbox.World, after: SegmentSandbox.World)?
  }

  init(_ plan: Plan) { self.plan = plan }

  func settled(_ change: Change) { settled[change] = batches.count }

  func saw(_ batch: Batch) { batches.append(batch) }

  /// Whether something that happened just before the request of that number had happened when the last look or the
  /// last write before an outcome began: then the outcome must know of it.
  func wasSettled(_ change: Change, after number: Int) -> Bool {
    guard let count = settled[change], count > 0 else { return false }
    return number <= batches[count - 1].first
  }

  /// Whether it happened after the look that a write went by began: the one round trip that nothing can close.
  func slippedBy(_ write: Int, _ number: Int) -> Bool {
    let look = write > 0 ? batches[write - 1].first : 0
    return look < number && number <= batches[write].last
  }
}

/// Keeps what each batch of requests did.
final class WitnessTransport: HTTPTransport {
  private let inner: SandboxTransport
  private let witness: Witness
  private var requests = 0

  init(_ sandbox: Sandbox, _ witness: Witness) {
    inner = SandboxTransport(sandbox)
    self.witness = witness
  }

  func exchange(_ schedule: any RequestSchedule, atMost limit: Int) {
    let before = inner.sandbox.world
    inner.exchange(schedule, atMost: limit)
    let log = inner.log
    guard log.count > requests else { return }
    var batch = Witness.Batch(first: requests + 1, last: log.count)
    if let last = log.last, last.isWrite { batch.write = (last, before, inner.sandbox.world) }
    requests = log.count
    witness.saw(batch)
  }
}
