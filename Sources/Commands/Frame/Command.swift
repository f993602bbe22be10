/// One command as the table has it.
struct Command: Sendable {
  /// What stands on the command line without a flag.
  enum Operand: Hashable, Sendable {
    case optional(String, help: String)
    case required(String, help: String)
  }

  let name: String
  /// One line of the overview.
  let summary: String
  /// What the command's own help says besides.
  let details: String
  /// In their order, those that may be left out last.
  let operands: [Operand]
  let groups: [FlagGroup]
  /// Command lines worth copying.
  let examples: [String]
  /// A titled block that stands as it is, such as the words of a flag's own little language.
  let appendix: String
  /// What the parsed words mean.
  let invocation: @Sendable (ParsedArguments) throws -> Invocation

  init(
    _ name: String, _ summary: String, details: String, operand: Operand..., groups: [FlagGroup] = [],
    examples: [String] = [], appendix: String = "",
    invocation: @escaping @Sendable (ParsedArguments) throws -> Invocation
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    operands = operand
    self.groups = groups + [.common]
    self.examples = examples
    self.appendix = appendix
    self.invocation = invocation
  }

  var flags: [Flag] { groups.flatMap(\.flags) }

  /// `accord plan [DIR] [flags]`
  var usage: String {
    let words = operands.map { operand in
      switch operand {
      case .optional(let placeholder, _): " [\(placeholder)]"
      case .required(let placeholder, _): " \(placeholder)"
      }
    }
    return "accord \(name)\(words.joined()) [flags]"
  }
}
