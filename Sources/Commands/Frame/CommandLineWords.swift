/// A command line, read: what to do, and how to print.
package struct CommandLineWords: Hashable, Sendable {
  package let invocation: Invocation
  package let color: ColorChoice

  /// Reads the words after the program's name.
  /// - Throws: ``UsageError``.
  package init(_ words: [String]) throws {
    if let whole = Self.withoutCommand(words) {
      self = whole
      return
    }
    guard let at = Self.commandIndex(words) else { throw UsageError.noCommand }
    let command = try Command.named(words[at])
    let rest = Array(words[..<at] + words[(at + 1)...])
    let parsed = try ParsedArguments(rest, of: command)
    color = parsed.word(.color) ?? .auto
    invocation = parsed.has(.help) ? .help(command.name) : try command.invocation(parsed)
  }

  private init(_ invocation: Invocation) {
    self.invocation = invocation
    color = .auto
  }

  /// `accord --help` and `accord --version`, the two that name no command.
  private static func withoutCommand(_ words: [String]) -> CommandLineWords? {
    switch words {
    case ["--help"], ["-h"], ["-help"]: CommandLineWords(.help(nil))
    case ["--version"], ["-version"], ["-v"]: CommandLineWords(.version)
    default: nil
    }
  }

  /// The first word that is neither a flag nor a flag's value: flags may stand before the command.
  private static func commandIndex(_ words: [String]) -> Int? {
    let flags = CommandTable.all.flatMap(\.flags)
    var at = 0
    while at < words.count {
      let word = words[at]
      guard word.hasPrefix("-"), word != "-", word != "--" else { return at }
      at += flags.contains { $0.matches(word) && $0.takesValue } ? 2 : 1
    }
    return nil
  }
}
