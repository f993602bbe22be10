import RandomWorlds
import Testing

@testable import Syntax

@Suite struct `What deceives` {
  @Test(arguments: Dice.actors)
  func `is written out`(text: String) {
    #expect(text.harmless.unicodeScalars.allSatisfy { !$0.deceives })
    #expect("a\(text)b".harmless.utf8.first == UInt8(ascii: "a"))
    #expect(!"a\(text)b".harmless.unicodeScalars.contains { text.unicodeScalars.contains($0) && $0.deceives })
  }

  @Test(arguments: [
    ("a\u{FE0F}", "a\\u{fe0f}"), ("\u{FE0F}", "\\u{fe0f}"), ("1\u{FE0F}", "1\\u{fe0f}"), ("❤\u{FE0F}", "❤\u{FE0F}"),
    ("❤\u{FE0F}\u{FE0E}", "❤\u{FE0F}\\u{fe0e}"), ("e\u{301}", "e\u{301}"), ("日本", "日本"), ("a\u{2800}", "a\\u{2800}"),
    ("\r\n", "\\u{d}\\u{a}"),
  ])
  func `goes by what stands before a selector`(text: String, shown: String) {
    #expect(Array(text.harmless.utf8) == Array(shown.utf8))
    #expect(!JSON.string(text).line.unicodeScalars.contains { $0.deceives })
    #expect(JSON.string("a\u{FE0F}").line == #""a\ufe0f""#)
  }

  @Test func `is written out of a document too, where a terminal would act on it`() {
    let document = "a\n\tb\r\n€\u{202E}à\u{A0}"
    #expect(document.withoutControls == document)
    #expect("a\u{1B}[2K\u{9B}1m\u{7F}\n".withoutControls == "a\\u{1b}[2K\\u{9b}1m\\u{7f}\n")
  }

  @Test func `goes by bytes where syntax is asked for`() {
    #expect("-\u{301}".begins(with: "-"))
    #expect("x\u{D4E}.yaml".ends(with: ".yaml"))
    #expect("*\u{20DD}".holds("*"))
    #expect(!"\u{1FEF}".begins(with: "`") && !"\u{37E}".holds(";"))
    #expect("a=\u{301}b=c".parted(by: "=", most: 2) == ["a", "\u{301}b=c"])
    #expect("".parted(by: ",") == [""])
    #expect("d/\u{301}x".directoryOfPath == "d")
    #expect("x".directoryOfPath == nil)
  }
}
