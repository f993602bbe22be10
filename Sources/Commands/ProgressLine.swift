import Access
import HTTPMessages
import Reports

/// Says how far an apply is: a line that stays at the foot of a terminal, a line a minute in a log.
final class ProgressLine {
  private let console: Console
  private let timekeeper: any Timekeeper
  private var progress: Progress
  private var lastSaid: Duration

  /// What a log can bear.
  private static let interval: Duration = .seconds(60)

  init(_ plan: Plan, before: ActualState, _ context: CommandContext) {
    console = context.console
    timekeeper = context.timekeeper
    progress = Progress(plan, before: Holdings(before))
    lastSaid = context.timekeeper.uptime
  }

  /// Tells what became of a change, on a terminal; elsewhere nothing, or how far the run is.
  func note(_ change: Change, _ outcome: Outcome, _ names: Names) {
    progress.note(outcome)
    guard console.isWatched else { return sayIfDue() }
    interrupt { console.say("\(outcome.word): \(change.inWords(names))") }
  }

  /// Says something else without the line in its way.
  func interrupt(_ say: () -> Void) {
    console.clearFootnote()
    say()
    if progress.goesOn { console.footnote("\(progress.text)") }
  }

  /// Leaves nothing behind.
  func end() { console.clearFootnote() }

  private func sayIfDue() {
    guard timekeeper.uptime - lastSaid >= Self.interval, progress.goesOn else { return }
    lastSaid = timekeeper.uptime
    console.say("\(progress.text)")
  }
}
