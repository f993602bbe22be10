import Testing

@testable import Commands

@Suite struct `The flag table` {
  @Test(arguments: CommandTable.all.map(\.name))
  func `names no flag of a command twice`(name: String) throws {
    let flags = try Command.named(name).flags
    #expect(Set(flags.map(\.name)).count == flags.count)
    let shorts = flags.compactMap(\.short)
    #expect(Set(shorts).count == shorts.count)
  }

  /// A flag may stand before the command, where nothing but its name tells whether a value follows.
  @Test func `gives a flag a value everywhere or nowhere`() {
    for flag in CommandTable.all.flatMap(\.flags) {
      for other in CommandTable.all.flatMap(\.flags) where other.name == flag.name {
        #expect(other.takesValue == flag.takesValue, "\(flag.name)")
        #expect(other.short == flag.short, "\(flag.name)")
      }
    }
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `has every flag in its command's help, in 100 columns`(name: String) throws {
    let (command, text) = (try Command.named(name), Help.text(name))
    for flag in command.flags { #expect(text.contains("  \(flag.usage) ")) }
    for example in command.examples { #expect(text.contains("\n  \(example)\n")) }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 && $0.last != " " })
  }

  @Test(arguments: CommandTable.all.flatMap(\.examples))
  func `gives examples that work`(example: String) throws {
    _ = try CommandLineWords(Array(shellWords(example).dropFirst()))
  }

  @Test func `is in the overview, with every exit code`() {
    let text = Help.text(nil)
    for command in CommandTable.all { #expect(text.contains("  \(command.name) ")) }
    for code in ExitCode.allCases { #expect(text.contains("  \(code.rawValue) ")) }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.contains("SEGMENT_TOKEN"))
  }
}
