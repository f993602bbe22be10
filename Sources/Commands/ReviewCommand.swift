import Access
import Explaining
import Reports

extension Program {
  /// Reads, and lists who has which access, or says what decisions about that mean; sends nothing but GET.
  static func review(_ arguments: ReviewArguments, _ context: CommandContext) throws -> ExitCode {
    if let file = arguments.decisions { return try decide(file, arguments, context) }
    if let path = arguments.out, let problem = PrivateFile.problem(writing: path) { throw problem }
    let review = try context.review(
      arguments.policy, arguments.source, arguments.region, atMost: arguments.maxAge, since: arguments.since)
    if let span = arguments.unused {
      return try print(UnusedAccess(review, for: span.components.seconds, at: context.now), arguments, context)
    }
    try print(review, arguments, csv: csvReport, context)
    if arguments.isReadByNobody {
      if let taken = TerminalText(review.takenOver, context.console.errorStyle) { context.console.say(taken) }
      context.report(review.warnings)
      context.complain(notRead: review.incomplete)
      context.report(Set(review.unresolved.map(\.diagnostic)).sorted())
    }
    return review.incomplete.isEmpty ? .success : .failure
  }

  /// What was not used; exit 1 where the audit trail does not show it.
  private static func print(
    _ unused: UnusedAccess, _ arguments: ReviewArguments, _ context: CommandContext
  ) throws -> ExitCode {
    try print(unused, arguments, csv: csvReport, context)
    if arguments.isReadByNobody {
      context.complain(notRead: unused.review.incomplete)
      if let why = unused.troubleInWords { context.console.complain("nothing is called unused: \(why)") }
      if !unused.doubtful.isEmpty {
        context.console.say("\(unused.doubtful.count) more may not be used; the text report says why nobody can tell")
      }
    }
    return unused.review.incomplete.isEmpty && unused.trouble == nil ? .success : .failure
  }

  private static func print<Rows: Report>(
    _ rows: Rows, _ arguments: ReviewArguments, csv: (Rows) -> String, _ context: CommandContext
  ) throws {
    func whole(_ style: TextStyle) -> String {
      switch arguments.format {
      case .text: rows.text(style)
      case .csv: csv(rows)
      case .json: rows.json(accord: accordVersion)
      case .markdown: rows.document.markdown(limit: .max).joined()
      case .html: rows.document.html()
      }
    }
    if let path = arguments.out {
      // A file wants no escape codes, whatever the terminal can do.
      try PrivateFile.replace(path, with: Array(whole(TextStyle()).utf8))
      context.console.say("wrote \(path)")
    } else if arguments.format == .text {
      try context.console.print(TerminalText(rows, context.console.outputStyle))
    } else {
      try context.console.print(document: whole(TextStyle()))
    }
  }
}

extension ReviewArguments {
  /// CSV has no place for what is said of the whole, and whoever writes a file does not see what is in it.
  fileprivate var isReadByNobody: Bool { format == .csv || out != nil }
}
