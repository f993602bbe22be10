package import Access
import Planning

/// How far a run of apply is, and how long what is left takes at Segment's limits.
package struct Progress: Hashable, Sendable {
  /// For each change, in the plan's order, the second at which its request may be sent; then the last of them.
  private let starts: [Int]
  private var settled = 0
  private var notDone = 0

  /// - Parameter before: what the plan starts from; it decides which changes share a request.
  package init(_ plan: Plan, before: Holdings) {
    let requests = Compilation.requests(for: plan.changes, before: before)
    var starts = [Int](repeating: 0, count: plan.changes.count)
    for (request, start) in zip(requests, Forecast.starts(of: requests)) {
      for change in request.changes { starts[change] = start }
    }
    self.starts = starts
  }

  /// Notes that a change has its outcome.
  package mutating func note(_ outcome: Outcome) {
    settled += 1
    if outcome != .done { notDone += 1 }
  }

  /// Whether anything is left to be done.
  package var goesOn: Bool { settled < starts.count }

  /// `1200 of 5000 changes, 2 of them not done; about 1 h 3 min left`
  package var text: String {
    let failed = notDone == 0 ? "" : ", \(notDone) of them not done"
    let left = goesOn ? "; \(roughly(secondsLeft)) left" : ""
    return "\(settled) of \(counted(starts.count, "change"))\(failed)\(left)"
  }

  /// What the limits alone demand; answers take their own time.
  private var secondsLeft: Int { max(0, (starts.last ?? 0) - starts[settled]) }
}
