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
    let context = CommandContext.system(color: line.color)
    return code(of: line.invocation, context).rawValue
  }

  static func code(of invocation: Invocation, _ context: CommandContext) -> ExitCode {
    do {
      return try carryOut(invocation, context)
    } catch is PolicyRejected {
      return .failure
    } catch let error as ReadingError where error == .interrupted {
      context.console.complain("\(error)")
      return .declined
    } catch let problem as UnfaithfulImport {
      context.console.complain(problem.message)
      return .failure
    } catch let problem as any Error & CustomStringConvertible {
      context.console.complain("\(problem.description)")
      return .failure
    } catch {
      context.console.complain("internal error (\(type(of: error))); nothing more was done")
      return .failure
    }
  }

  private static func carryOut(_ invocation: Invocation, _ context: CommandContext) throws -> ExitCode {
    switch invocation {
    case .validate(let arguments): return try validate(arguments, context)
    case .plan(let arguments): return try plan(arguments, context)
    case .show(let arguments): return try show(arguments, context)
    case .apply(let arguments): return try apply(arguments, context)
    case .drift(let arguments): return try drift(arguments, context)
    case .explain(let arguments): return try explain(arguments, context)
    case .review(let arguments): return try review(arguments, context)
    case .snapshot(let arguments): return try snapshot(arguments, context)
    case .importPolicy(let arguments): return try importPolicy(arguments, context)
    case .sandbox(let arguments): return try sandbox(arguments, context)
    case .schema:
      try context.console.print(document: PolicySchema.json.outline)
      return .success
    case .completion(let shell):
      try context.console.print(document: Completion.text(shell))
      return .success
    case .help(let topic):
      try context.console.print(document: Help.text(topic))
      return .success
    case .version:
      try context.console.print("accord \(accordVersion)\n")
      return .success
    }
  }
}
