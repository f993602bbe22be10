import PolicyFiles
import Reconciliation
import Syntax

/// The whole program: parses, runs one command, says how it ended.
package enum Program {
  /// - Parameter arguments: without the program's name.
  package static func run(_ arguments: [String]) -> Int32 {
    // Before anything else: the environment may hold a token.
    Crashes.leaveNothing()
    let line: CommandLineWords
    do {
      line = try CommandLineWords(arguments)
    } catch {
      Console().complain("\((error as? UsageError)?.description ?? "the command line makes no sense")")
      return ExitCode.usage.rawValue
    }
    Signals.undertake(line.invocation.duty)
    let surroundings = Surroundings.system(color: line.color)
    return code(of: line.invocation, surroundings).rawValue
  }

  static func code(of invocation: Invocation, _ world: Surroundings) -> ExitCode {
    do {
      return try carryOut(invocation, world)
    } catch is PolicyRejected {
      return .failure
    } catch let error as ReadingError where error == .interrupted {
      world.console.complain("\(error)")
      return .declined
    } catch let problem as UnfaithfulImport {
      world.console.complain(problem.message)
      return .failure
    } catch let problem as any Error & CustomStringConvertible {
      world.console.complain("\(problem.description)")
      return .failure
    } catch {
      world.console.complain("internal error (\(type(of: error))); nothing more was done")
      return .failure
    }
  }

  private static func carryOut(_ invocation: Invocation, _ world: Surroundings) throws -> ExitCode {
    switch invocation {
    case .validate(let arguments): return try validate(arguments, world)
    case .plan(let arguments): return try plan(arguments, world)
    case .show(let arguments): return try show(arguments, world)
    case .apply(let arguments): return try apply(arguments, world)
    case .drift(let arguments): return try drift(arguments, world)
    case .explain(let arguments): return try explain(arguments, world)
    case .review(let arguments): return try review(arguments, world)
    case .snapshot(let arguments): return try snapshot(arguments, world)
    case .importPolicy(let arguments): return try importPolicy(arguments, world)
    case .sandbox(let arguments): return try sandbox(arguments, world)
    case .schema:
      try world.console.print(document: PolicySchema.json.outline)
      return .success
    case .completion(let shell):
      try world.console.print(document: Completion.text(shell))
      return .success
    case .help(let topic):
      try world.console.print(document: Help.text(topic))
      return .success
    case .version:
      try world.console.print("accord \(accordVersion)\n")
      return .success
    }
  }
}
