import Access
import FoundationEssentials
import HTTPMessages

/// What a command needs of the world outside: the terminal, the clock, the environment, the stop flag.
struct CommandContext: Sendable {
  let console: Console
  let timekeeper: any Timekeeper
  let environment: [String: String]
  let stop: StopFlag

  var now: Moment { Moment(seconds: timekeeper.sinceEpoch.components.seconds) }

  /// Those of a real run.
  static func system(color: ColorChoice) -> CommandContext {
    Signals.install()
    Console.outliveFailingWrites()
    return CommandContext(
      console: Console(color: color), timekeeper: SystemTimekeeper(stop: Signals.stop),
      environment: ProcessInfo.processInfo.environment, stop: Signals.stop)
  }
}
