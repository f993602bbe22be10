@preconcurrency import Glibc
import HTTPMessages

/// Ctrl-C and SIGTERM raise one flag of the process and nothing else.
enum Signals {
  static let stop = StopFlag()

  /// Without SA_RESTART, so that a question at the terminal ends too.
  static func install() {
    _ = stop.isRaised  // made now: a signal handler must not be the first to ask for it
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      Signals.stop.raise()
      // Whoever pressed Ctrl-C wants to know that it was heard; write(2) is safe in a handler.
      let heard: StaticString = "\nstopping; a request in flight is finished first\n"
      _ = write(STDERR_FILENO, heard.utf8Start, heard.utf8CodeUnitCount)
    }
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }
}
