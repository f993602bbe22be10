import Testing

@testable import Commands

@Suite struct `A manual page` {
  /// What the pages may begin a line with: anything else there would be text taken for a request, and not printed.
  private static let macros = [".\\\"", ".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".I", ".EX", ".EE"]

  @Test(arguments: CommandTable.all.map(\.name))
  func `has everything that the help has`(name: String) throws {
    let (command, page) = (try Command.named(name), ManualPage(topic: name).text)
    #expect(page.contains("\naccord\\-\(name) \\- \(ManualPage.roff(command.summary))\n"))
    for flag in command.flags {
      #expect(page.contains("\\fB\(ManualPage.roff(flag.name))\\fR"), "\(flag.name)")
      #expect(page.contains("\n\(ManualPage.roff(flag.explanation))\n"), "\(flag.name)")
    }
    for example in command.examples { #expect(page.contains("\n\(ManualPage.roff(example))\n"), "\(example)") }
    for line in command.appendix.split(separator: "\n") where line.hasPrefix(" ") {
      #expect(page.contains("\n\(ManualPage.roff(String(line)))\n"), "\(line)")
    }
  }

  @Test(arguments: [nil] + CommandTable.all.map { $0.name as String? })
  func `has no text that roff would take for a request`(topic: String?) {
    for line in ManualPage(topic: topic).text.split(separator: "\n") {
      #expect(line.utf8.allSatisfy { (32..<127).contains($0) }, "\(line)")
      #expect(!line.hasPrefix("'"), "\(line)")
      let word = String(line.prefix { $0 != " " })
      #expect(!word.hasPrefix(".") || Self.macros.contains(word), "\(line)")
    }
  }

  @Test func `of the program names every command and exit code`() {
    let page = ManualPage(topic: nil).text
    for command in CommandTable.all { #expect(page.contains("\\fBaccord\\-\(command.name)\\fR(1)")) }
    for code in ExitCode.allCases { #expect(page.contains("\\fB\(code.rawValue)\\fR\n")) }
    for name in ["SEGMENT_TOKEN", "SEGMENT_TOKEN_FILE", "SEGMENT_API_URL", "NO_COLOR"] {
      #expect(page.contains("\\fB\(name)\\fR"))
    }
  }

  @Test(arguments: [
    (".accord holds the journal", "\\&.accord holds the journal"), ("'quoted'", "\\(aqquoted\\(aq"),
    ("a\\b", "a\\(rsb"), ("--out=~/x", "\\-\\-out=\\(ti/x"), ("`x` \"y\" ^", "\\(gax\\(ga \\(dqy\\(dq \\(ha"),
    ("\u{2026} \u{1F600}", "\\[u2026] \\[u1F600]"),
  ])
  func `prints text as it stands`(text: String, roff: String) {
    #expect(ManualPage.roff(text) == roff)
  }
}
