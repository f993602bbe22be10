/// What the exit status of `accord` tells a script; nothing else ends the program.
package enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
  /// Done, or nothing to do; `plan` also with changes, unless `--detailed-exitcode`.
  case success = 0
  /// An error or an incomplete read; nothing was changed.
  case failure = 1
  /// Differences, where somebody asked to be told: `plan --detailed-exitcode`, `drift`; after `import --update` those
  /// that stay, after `apply --reviewed` those that nobody reviewed.
  case differences = 2
  /// A guardrail refuses the plan; nothing was changed.
  case refused = 3
  /// A write was sent and not everything was done: some changes failed, are unknown, moved or skipped, or what was asked
  /// for besides, such as the undo plan, is not there.
  case partial = 4
  /// Somebody said no, or could not be asked; nothing was changed.
  case declined = 5
  /// The command line makes no sense.
  case usage = 64

  /// For the help.
  package var meaning: String {
    switch self {
    case .success: "done, or nothing to do (plan: also with changes, unless --detailed-exitcode)"
    case .failure: "an error or an incomplete read; nothing was changed"
    case .differences:
      "there are differences (plan --detailed-exitcode, drift), or some stay (import --update, apply --reviewed)"
    case .refused: "refused by a guardrail; nothing was changed"
    case .partial: "something was written, and not everything was done; all of it is listed"
    case .declined: "declined or interrupted; nothing was changed"
    case .usage: "wrong usage"
    }
  }
}
