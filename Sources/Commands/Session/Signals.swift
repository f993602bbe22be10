@preconcurrency import Glibc
import HTTPMessages
import Synchronization

/// What Ctrl-C and SIGTERM do, by what there is to lose.
///
/// A command that only looks may be long at work on what it has read, and has nothing to finish: it ends at once. One
/// that writes raises a flag that is looked at between two requests.
enum Signals {
  static let stop = StopFlag()
  private static let duty = Atomic<UInt8>(Duty.finishRequest.rawValue)

  private enum Duty: UInt8 {
    /// A write must not be cut off, nor what is to be said of it.
    case finishRequest
    case nothing
    /// A policy of which half is new is none.
    case finishFiles
  }

  /// From here on a signal ends the process, because nothing that was done needs an end.
  static func endAtOnce() { duty.store(Duty.nothing.rawValue, ordering: .releasing) }

  /// From here on a command that only looked writes files, and is finished whatever comes.
  static func finishFiles() {
    _ = duty.compareExchange(
      expected: Duty.nothing.rawValue, desired: Duty.finishFiles.rawValue, ordering: .acquiringAndReleasing)
  }

  /// Without SA_RESTART, so that a question at the terminal ends too.
  static func install() {
    // Made now: a signal handler must not be the first to ask for them.
    _ = (stop.isRaised, duty.load(ordering: .acquiring))
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Signals.heed() }
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  /// Whoever pressed Ctrl-C wants to know that it was heard; write(2) and _exit(2) are safe in a handler.
  private static func heed() {
    stop.raise()
    switch duty.load(ordering: .acquiring) {
    case Duty.nothing.rawValue:
      say("\nerror: interrupted; nothing was changed\n")
      _exit(ExitCode.declined.rawValue)
    case Duty.finishFiles.rawValue: say("\nstopping; what is being written is finished first\n")
    default: say("\nstopping; a request in flight is finished first\n")
    }
  }

  private static func say(_ text: StaticString) { _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount) }
}
