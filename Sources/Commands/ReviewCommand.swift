import Access
import Explaining
import Reports

extension Program {
  /// Reads, and lists who has which access, or says what decisions about that mean; sends nothing but GET.
  static func review(_ arguments: ReviewArguments, _ context: CommandContext) throws -> ExitCode {
    if let file = arguments.decisions { return try decide(file, arguments, context) }
    if let path = arguments.out, let problem = PrivateFile.problem(writing: path) { throw problem }
    let review = try context.review(
      arguments.policy, arguments.source, arguments.region, atMost: arguments.maxAge)
    if let path = arguments.out {
      // A file wants no escape codes, whatever the terminal can do.
      try PrivateFile.replace(path, with: Array(text(review, arguments.format).utf8))
      context.console.say("wrote \(path)")
    } else if arguments.format == .text {
      try context.console.print(TerminalText(review, context.console.outputStyle))
    } else {
      try context.console.print(document: text(review, arguments.format))
    }
    // CSV has no place for it, and whoever writes a file does not see what is in it.
    if arguments.format == .csv || arguments.out != nil {
      context.report(review.warnings)
      context.complain(notRead: review.incomplete)
      context.report(Set(review.unresolved.map(\.diagnostic)).sorted())
    }
    return review.incomplete.isEmpty ? .success : .failure
  }

  private static func text(_ review: AccessReview, _ format: ReviewFormat) -> String {
    switch format {
    case .text: review.text(TextStyle())
    case .csv: csvReport(review)
    case .json: review.json(accord: accordVersion)
    case .markdown: review.document.markdown(limit: .max).joined()
    case .html: review.document.html()
    }
  }
}
