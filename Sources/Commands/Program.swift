import Reconciliation

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
      return try invocation.run(in: context)
    } catch is PolicyRejected {
      return .failure
    } catch let error as ReadingError where error == .interrupted {
      context.console.complain("\(error)")
      return .declined
    } catch let problem as UsageError {
      context.console.complain("\(problem)")
      return .usage
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
}
