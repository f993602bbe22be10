import Syntax

/// A command line, read: what to do, and how to print.
package struct CommandLineWords: Sendable {
  package let invocation: Invocation
  package let color: ColorChoice

  /// Reads the words after the program's name.
  /// - Throws: ``UsageError``.
  package init(_ words: [String]) throws {
    guard let at = Self.commandIndex(words) else {
      invocation = try Self.invocation(withoutCommand: words)
      color = .auto
      return
    }
    let command = try Command.named(words[at])
    let rest = Array(words[..<at] + words[(at + 1)...])
    let parsed = try ParsedArguments(rest, of: command)
    color = parsed.word(.color) ?? .auto
    invocation = parsed.has(.help) ? .help(command.name) : try command.invocation(parsed)
  }

  /// `accord --help` and `accord --version`, the two that need no command.
  private static func invocation(withoutCommand words: [String]) throws -> Invocation {
    if words.contains(where: { Flag.help.matches($0) || $0 == "-help" }) { return .help(nil) }
    if words.contains(where: { ["--version", "-version", "-v"].contains($0) }) { return .version(.text) }
    throw UsageError.noCommand
  }

  /// The first word that is neither a flag nor a flag's value: flags may stand before the command.
  private static func commandIndex(_ words: [String]) -> Int? {
    let flags = CommandTable.all.flatMap(\.flags)
    var at = 0
    while at < words.count {
      let word = words[at]
      guard word.begins(with: "-"), word != "-", word != "--" else { return at }
      at += flags.contains { $0.matches(word) && $0.takesValue } ? 2 : 1
    }
    return nil
  }
}
