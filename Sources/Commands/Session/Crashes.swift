import CLinux
@preconcurrency import Glibc

/// What a crash leaves behind: nothing that could have the token in it.
enum Crashes {
  /// No core, and none of the reports of Swift's runtime, which show registers and the memory that they point to; whoever
  /// sets `SWIFT_BACKTRACE` asks for those.
  static func leaveNothing() {
    accord_forbid_dumps()
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    for crash in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] { signal(crash, SIG_DFL) }
  }
}
