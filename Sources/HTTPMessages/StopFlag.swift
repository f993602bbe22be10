import Synchronization

/// Raised by Ctrl-C or SIGTERM; looked at between requests and while waiting, never in the middle of a write.
package final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  package init() {}

  package var isRaised: Bool { flag.load(ordering: .acquiring) }

  /// Safe to call from a signal handler: one atomic store.
  package func raise() { flag.store(true, ordering: .releasing) }

  /// For what is still to be done after a run that was stopped; the next signal stops that.
  package func lower() { flag.store(false, ordering: .releasing) }
}
