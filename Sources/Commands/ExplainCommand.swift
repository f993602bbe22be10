import Explaining
import Reports

extension Program {
  /// Reads, and says why one person has the access they have or who has something; sends nothing but GET.
  static func explain(_ arguments: ExplainArguments, _ context: CommandContext) throws -> ExitCode {
    let review =
      arguments.desired
      ? try context.declaredAccess(arguments.policy)
      : try context.review(arguments.policy, arguments.source, arguments.region)
    let role = try arguments.role.map(review.role)
    switch arguments.subject {
    case .person(let email, let resource):
      let explanation = try review.explain(email, resource: resource, by: role)
      try context.print(explanation, arguments.format, csv: csvReport, of: review)
    case .thing(let reference):
      let holders = review.holders(of: try review.thing(reference), by: role)
      try context.print(holders, arguments.format, csv: csvReport, of: review)
    }
    return review.incomplete.isEmpty ? .success : .failure
  }
}

extension CommandContext {
  /// Prints rows of a review. CSV has no place for what could not be read: that is said beside it.
  fileprivate func print<Rows: Report>(
    _ rows: Rows, _ format: ReviewFormat, csv: (Rows) -> String, of review: AccessReview
  ) throws {
    guard let format = ReportFormat(rawValue: format.rawValue) else {
      try console.print(document: csv(rows))
      return complain(notRead: review.incomplete)
    }
    try console.print(rows, format)
  }
}
