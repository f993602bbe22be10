import Access
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
    try Self.checkFlags(before: at, words)
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
    try checkFlags(before: words.count, words)
    throw UsageError.noCommand
  }

  /// Whoever misspells a flag before a command should hear of that, and not of the word behind it: that may be a token.
  private static func checkFlags(before end: Int, _ words: [String]) throws {
    let known = CommandTable.all.flatMap(\.flags)
    for word in words[..<end] where word.begins(with: "-") && word != "--" {
      let spelling = word.parted(by: "=", most: 2)[0]
      guard !known.contains(where: { $0.matches(spelling) }) else { continue }
      let bare = String(spelling.drop { $0 == "-" })
      if let flag = known.first(where: { $0.name == "--\(bare)" }) { throw UsageError.singleDash(spelling, flag.name) }
      if let advice = WordsOfOthers.flag(bare, value: nil, of: CommandTable.plan) {
        throw UsageError.otherTool(spelling, advice)
      }
      let near = NearestName.nearest(to: bare, among: ["version", "help", "color"]).map { "--\($0)" }
      throw UsageError.unknownFlagAlone(spelling, nearest: near)
    }
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
