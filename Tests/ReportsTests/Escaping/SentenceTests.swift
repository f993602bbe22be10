import Access
import Explaining
import RandomWorlds
@testable import Reports
import Testing

/// Sentences that were written elsewhere: what is to be copied out of them must come out whole.
@Suite struct `A sentence of a message` {
  @Test(arguments: [
    ("write `previously: [a.b@x.com]` there", "write `previously: [a.b@x.com]` there"),
    ("(see `--override a-b --reason \"…\"`), or not", "(see `--override a-b --reason \"…\"`), or not"),
    ("no role 'Sorce Admin' here", "no role 'Sorce Admin' here"),
    ("no group 'EU @team' here", "no group '`EU @team`' here"),
    ("`open @x", "`` `open `` `@x`"), ("`a``b@x` c", "``` `a``b@x` ``` c"),
    ("it's @x 'a", "it's `@x` 'a"),
    ("`a`@x", "`` `a`@x ``"), ("(`a`).@x", "(`a`<!-- -->`).@x`"),
  ])
  func `has its code and its names in one piece each`(text: String, markdown: String) {
    let line: Line = "- \(text)"
    #expect(line.markdown == "- \(markdown)")
  }

  @Test func `has its code as code on a page`() {
    let line: Line = "\("write `<a>` or 'b'")"
    #expect(line.html.text == "write <code>&lt;a&gt;</code> or &#39;b&#39;")
  }

  @Test(arguments: 40...70)
  func `is not parted in a role, a name or code`(width: Int) {
    let text =
      "gets Source Admin and Minimal Workspace Access, by 'Data Platform', or `--a b --c`, and Workspace Owners"
    let line: Line = "  - \(text)"
    let shown = line.wrapped(to: width).map(\.plain)
    for piece in [
      "Source Admin", "Minimal Workspace Access", "'Data Platform'", "`--a b --c`", "Workspace Owners",
    ] {
      #expect(shown.contains { $0.contains(piece) }, "\(piece) in \(shown)")
    }
    #expect(shown.dropFirst().allSatisfy { $0.prefix { $0 == " " }.count == 6 }, "\(shown)")
  }

  @Test func `goes on two columns behind where it began, with a sign or without`() {
    let words = String(repeating: "word ", count: 20)
    let indents = ["! \(words)", "  - \(words)", "        \(words)", words].map { text in
      Line(stringLiteral: text).wrapped(to: 40)[1].plain.prefix { $0 == " " }.count
    }
    #expect(indents == [4, 6, 10, 2])
  }
}

@Suite struct `What a report says once` {
  private func owners(_ number: Int) -> Plan {
    Sample.plan { plan in
      plan.newOwners = (0..<number).map {
        NewOwner(.person(Email("person\($0)@acme.com"), directly: true, through: []), .plan)
      }
    }
  }

  @Test func `the owners before a question fit the terminal`() throws {
    let text = try #require(newOwnersText(owners(9), style: TextStyle(width: 60)))
    let lines = text.split(separator: "\n")
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect((0..<9).allSatisfy { text.contains("person\($0)@acme.com") })
  }

  @Test func `a tile has the number and the words of the headline`() {
    let page = owners(2).document.html()
    #expect(page.contains("<b>2</b> <span>new Workspace Owners</span>"))
    #expect(page.contains("2 new Workspace Owners;"))
  }

  @Test func `a guardrail that is overridden does not stand among refusals`() {
    let plan = Sample.plan { plan in
      plan.refusals = [
        GuardrailViolation(
          rule: "maximum-holders", name: "few", detail: "2 of at most 1", remedy: "", overridden: "SEC-1")
      ]
    }
    let text = plan.document.text()
    #expect(text.contains("Overridden guardrails (1)"))
    #expect(!text.contains("Refused by guardrails"))
  }

  @Test func `a warning without a place has no head`() {
    let plan = Sample.plan { $0.warnings = [.warning(at: nil, "the snapshot is old")] }
    #expect(plan.document.text().contains("  ? the snapshot is old\n"))
    #expect(plan.document.markdown()[0].contains("\n- the snapshot is old\n"))
    #expect(!plan.document.html().contains("<p class=\"who\"></p>"))
  }
}
