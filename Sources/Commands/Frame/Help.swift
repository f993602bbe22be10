/// The help texts, all of them made from the table, no line over 100 columns.
package enum Help {
  private static let width = 100

  /// The overview, or the help of a command.
  package static func text(_ topic: String?) -> String {
    topic.flatMap(CommandTable.command).map(text) ?? overview
  }

  private static var overview: String {
    let commands = rows(CommandTable.all.map { ($0.name, $0.summary) })
    let codes = rows(ExitCode.allCases.map { (String($0.rawValue), $0.meaning) })
    return """
      accord manages access to a Twilio Segment workspace as code, from a policy in YAML files.

      Usage: accord COMMAND [flags]

      Commands
      \(commands)

      The token is taken from SEGMENT_TOKEN, or from the file that --token-file or SEGMENT_TOKEN_FILE
      names; never from an argument. accord COMMAND --help describes a command.

      Exit codes
      \(codes)

      """
  }

  private static func text(_ command: Command) -> String {
    var blocks = ["Usage: \(command.usage)", wrapped(command.details, indent: 0)]
    let operands = command.operands.map { operand -> (String, String) in
      switch operand {
      case .optional(let placeholder, let help), .required(let placeholder, let help): (placeholder, help)
      }
    }
    if !operands.isEmpty { blocks.append(rows(operands)) }
    let column = command.flags.map(\.usage.count).max() ?? 0
    for group in command.groups {
      blocks.append("\(group.title)\n" + rows(group.flags.map { ($0.usage, $0.explanation) }, column: column))
    }
    if !command.examples.isEmpty {
      blocks.append("Examples\n" + command.examples.map { "  \($0)" }.joined(separator: "\n"))
    }
    if !command.appendix.isEmpty { blocks.append(command.appendix) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// Two columns, the second one wrapped.
  private static func rows(_ rows: [(String, String)], column: Int? = nil) -> String {
    let widest = column ?? rows.map(\.0.count).max() ?? 0
    return rows.map { term, explanation in
      let padding = String(repeating: " ", count: max(0, widest - term.count) + 3)
      return "  \(term)\(padding)\(wrapped(explanation, indent: widest + 5))"
    }.joined(separator: "\n")
  }

  /// Broken at spaces; lines after the first are indented.
  private static func wrapped(_ text: String, indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return (lines + [line]).joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
