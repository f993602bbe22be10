@preconcurrency import Glibc
import HTTPMessages
import Synchronization

/// What Ctrl-C, SIGTERM and a terminal that goes away do, by what there is to lose.
///
/// A command that only looks may be long at work on what it has read, and has nothing to finish: it ends at once. One
/// that writes raises a flag that is looked at between two requests.
enum Signals {
  static let stop = StopFlag()
  private static let duty = Atomic<UInt8>(Duty.request.rawValue)

  /// What must be finished before the program ends.
  enum Duty: UInt8 {
    /// A write must not be cut off, nor what is to be said of it.
    case request
    /// A service says what it saw, and tells whoever asks that it goes.
    case look
    case nothing
    /// A policy of which half is new is none.
    case files
  }

  /// What a signal does from here on.
  static func undertake(_ new: Duty) { duty.store(new.rawValue, ordering: .releasing) }

  /// A command that only looked writes files from here on.
  static func undertakeFiles() {
    _ = duty.compareExchange(
      expected: Duty.nothing.rawValue, desired: Duty.files.rawValue, ordering: .acquiringAndReleasing)
  }

  /// What would end the program on the spot, or leave a core, and can come from outside: a key, a shell that goes, an
  /// init, a limit on the processor's time, a timer that whoever started the program left behind, a slip of `kill`.
  static let heeded = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2,
  ]

  /// Without SA_RESTART, so that a question at the terminal ends too. A signal that whoever started the program wants
  /// ignored stays so: `nohup` does that with SIGHUP. Not Ctrl-C's and its like: a shell without job control ignores them
  /// for what it starts in the background, and a runner that cancels a job sends them all the same.
  static func install() {
    // Made now: a signal handler must not be the first to ask for them.
    _ = (stop.isRaised, duty.load(ordering: .acquiring))
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Signals.heed() }
    sigemptyset(&action.sa_mask)
    for signal in heeded {
      var before = sigaction()
      sigaction(signal, nil, &before)
      let isIgnored = unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) == ignored
      if isIgnored, ![SIGINT, SIGQUIT, SIGTERM].contains(signal) { continue }
      sigaction(signal, &action, nil)
    }
  }

  /// `SIG_IGN`, which Swift cannot compare.
  private static let ignored = 1

  /// Whoever pressed Ctrl-C wants to know that it was heard; write(2) and _exit(2) are safe in a handler.
  private static func heed() {
    // What was interrupted has yet to look at its own.
    let code = errno
    defer { errno = code }
    stop.raise()
    switch Duty(rawValue: duty.load(ordering: .acquiring)) {
    case .nothing?:
      say("\nerror: interrupted; nothing was changed\n")
      _exit(ExitCode.declined.rawValue)
    case .files?: say("\nstopping; what is being written is finished first\n")
    case .look?: say("\nstopping; the look under way is finished first\n")
    case .request?, nil: say("\nstopping; a request in flight is finished first\n")
    }
  }

  private static func say(_ text: StaticString) { _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount) }
}
