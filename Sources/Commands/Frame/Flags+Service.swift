// Flags of what goes on until it is stopped, and of what is told to others.
extension Flag {
  static let endsEvery = Flag(
    "--every", .text("TIME"),
    "with --expired-only: end what has ended as soon as it has, until stopped; read the policy at least this often")
  static let endsListen = Flag(
    "--listen", .text("ADDRESS"),
    "with --every: address for /healthz and /metrics, such as 127.0.0.1:9464 (default: none)")

  static let notify = Flag(
    "--notify", .word(NotifyArguments.Format.words),
    "post a message when there is news; the address comes from ACCORD_NOTIFY_URL or --notify-file")
  static let notifyFile = Flag(
    "--notify-file", .text("FILE"), "read the address for --notify from this file; https, or http to this machine")
  static let notifyLink = Flag("--notify-link", .text("URL"), "a link for each message, such as to the pipeline")
  static let told = Flag(
    "--state", .text("FILE"), "keep in this file (mode 0600) what --notify has told, so that no restart repeats it")
}

extension FlagGroup {
  static let messages = FlagGroup("Messages", [.notify, .notifyFile, .notifyLink, .told])
}
