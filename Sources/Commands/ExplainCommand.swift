import Explaining
import Reports

extension Program {
  /// Reads, and says why one person has the access they have; sends nothing but GET.
  static func explain(_ arguments: ExplainArguments, _ context: CommandContext) throws -> ExitCode {
    let review = try context.review(arguments.policy, arguments.source, arguments.region)
    let explanation = try review.explain(arguments.email, resource: arguments.resource)
    try context.console.print(explanation, arguments.format)
    return review.incomplete.isEmpty ? .success : .failure
  }
}
