import Access
import Reports

extension Program {
  /// Reads, and says why one person has the access they have; sends nothing but GET.
  static func explain(_ arguments: ExplainArguments, _ world: Surroundings) throws -> ExitCode {
    let review = try world.review(arguments.policy, arguments.source, arguments.region)
    let explanation = try review.explain(arguments.email, resource: arguments.resource)
    switch arguments.format {
    case .text: try world.console.print(textReport(explanation, style: world.console.outputStyle))
    case .json: try world.console.print(jsonReport(explanation, accord: accordVersion))
    }
    return review.incomplete.isEmpty ? .success : .failure
  }
}
