import Access
import Reports
import Syntax
import Testing

@Suite struct `A cell of a CSV file` {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a;b", "\"a;b\""), (" a", "\" a\""),
    ("=1+1", "'=1+1"), ("@team", "'@team"), ("-1", "'-1"), ("＝1", "'＝1"), ("'=1", "''=1"), ("'a", "'a"),
    ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""), ("a\nb", "a\\u{a}b"), ("\t=1", "\\u{9}=1"), ("", ""),
    ("\"\u{301},x", "\"\"\"\u{301},x\""), ("=\u{301}1", "'=\u{301}1"), ("'\u{301}=", "'\u{301}="),
    (",\u{20DD}", "\",\u{20DD}\""), (" \u{301}", "\" \u{301}\""), ("\u{D4E}\"", "\"\u{D4E}\"\"\""),
    ("\r\n", "\\u{d}\\u{a}"),
  ])
  func `is no formula, and one cell`(text: String, cell: String) {
    #expect(csvRecord([text, "x"]) == "\(cell),x\r\n")
  }

  @Test(arguments: Situation.hostile + ["'=1", "''+", "'a", "'", "plain"])
  func `comes back as it was`(text: String) {
    var cell = String(csvRecord([text, ""]).dropLast(2))
    if cell.hasPrefix("\"") { cell = String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"") }
    #expect(csvText(cell) == text.harmless)
  }
}

@Suite struct `A comment` {
  @Test func `is split and never cut`() throws {
    let plan = try Situation.thousandChanges.plan
    let comments = plan.document.markdown()
    #expect(comments.count > 1)
    #expect(comments.allSatisfy { $0.count < 65_536 && $0.utf8.count < 65_536 })
    let whole = plan.document.markdown(limit: .max)
    #expect(whole.count == 1)
    let bullets = { (texts: [String]) in
      texts.flatMap { $0.split(separator: "\n").filter { $0.hasPrefix("- ") } }
    }
    #expect(bullets(comments) == bullets(whole))
    for (at, comment) in comments.enumerated() {
      #expect(comment.hasPrefix("## Plan for `acme`: "))
      #expect(comment.contains("(part \(at + 1) of \(comments.count))\n"))
      _ = try Reader.comment(comment)
    }
  }

  @Test func `leaves the punctuation of a sentence outside of a name`() throws {
    let plan = Sample.plan {
      $0.warnings = [.warning(at: nil, "is it 'a_b'? (or c_d!) or \"#12\"…")]
    }
    let comment = plan.document.markdown().joined()
    #expect(comment.contains("is it '`a_b`'? (or `c_d`!) or \"`#12`\"…"), "\(comment)")
  }

  @Test func `is as short as it is told to be`() throws {
    let comments = try Situation.refusals.plan.document.markdown(limit: 1500)
    #expect(comments.count > 2)
    #expect(comments.allSatisfy { $0.utf8.count <= 1500 })
  }
}
