import Access
import RandomWorlds
import Testing
import YAML

@testable import PolicyFiles

/// What ``YAMLText`` writes is read back as the same text, wherever it stands, by accord's own reader.
@Suite struct `A YAML scalar` {
  static let traps = [
    "", " ", "  x", "x ", "no", "No", "NO", "on", "off", "y", "n", "yes", "true", "null", "Null", "~", "<<", "=",
    "1e3", "1_000", "0o7", "0x1F", "0b11", "007", "-1", "+1", ".5", "1.", ".inf", "-.inf", ".NaN", "12:30", "190:20:30",
    "2026-01-01", "2026-01-01T00:00:00Z", "2026-1-1 10:00", "*", "*x", "&a", "!t", "!!str x", "%TAG", "@x", "`x",
    "- x", "-", "--", "---", "--- x", "...", "... x", "? x", "?", ": x", ":", "x:", "x: y", "a:b", "#", "# x", "x # y",
    "x #142", "C#", "a#b", "[", "]", "[a]", "{", "}", "{a: b}", ",", "a, b", "a,b", "|", "| x", ">", ">-", "'", "''",
    "it's", "\"", "\"x\"", "say \"hi\" it's", "back\\slash", "\\", "\\n", "a\nb", "\n", "a\n", "\ta", "a\tb", "a\rb",
    "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{FEFF}a", "a\u{FEFF}", "\0", "a\u{7F}", "\u{1B}[31m", "\u{80}",
    "a\u{A0}b", "a\u{200B}b", "\u{202E}evil", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{10FFFF}", "\u{E000}",
    "é", "e\u{301}", "😀", "👨\u{200D}👩\u{200D}👧", "🏴\u{E0067}\u{E007F}", "نمی\u{200C}خواهم", "\u{200D}", "a\u{200D}b",
    "ключ", "日本", "❤\u{FE0F}", "role:x", "bundle/x", "team/x", "unmanaged", "Unify Read-only, Engage User",
    String(repeating: "x", count: 5000), String(repeating: "a b: ", count: 400),
  ]

  @Test func `comes back from every place it can stand in`() {
    for text in Self.traps { check(text) }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `comes back whatever it says`(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<100 { check(dice.chance(50) ? dice.text() : dice.hostileName()) }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `comes back in the quotes of its neighbours, whatever stands behind a quote`(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<100 {
      // A quote in every one of them, which is what this is about.
      let text = "\(dice.hostileName())'\(dice.pick(["\u{301}", "\u{20DD}", "\u{93E}", ""]))x"
      for quotes in [Layout.Quotes.none, .single, .double] {
        let file = "[\(ScalarText.written(text, like: quotes, in: .flow)), x]\n"
        #expect(
          leaves(Document(reading: Array(file.utf8)).root) == [ByteText(text), "x"], "\(text.debugDescription): \(file)"
        )
      }
    }
  }

  private func check(_ text: String) {
    let (key, scalar) = (YAMLText.key(text, indent: 2), YAMLText.scalar(text))
    let flow = YAMLText.scalar(text, in: .flow)
    let file = """
      \(YAMLText.comment(text))
      a:  \(YAMLText.comment(text))
        \(key)  \(YAMLText.comment(text))
          - \(scalar)  \(YAMLText.comment(text))
          - [\(flow), \(flow)]
          - {b: \(flow), c: \(flow)}

      """
    let document = Document(reading: Array(file.utf8))
    #expect(document.problems.isEmpty, "\(text.debugDescription): \(document.problems) in \(file)")
    let same = ByteText(text)
    #expect(leaves(document.root) == ["a"] + Array(repeating: same, count: 4) + ["b", same, "c", same], "\(file)")
  }

  /// Every text of a file, keys included, byte by byte: two spellings of one letter are two.
  private func leaves(_ node: Node?) -> [ByteText] {
    switch node {
    case .scalar(let scalar)?: [ByteText(scalar.text)]
    case .sequence(let items, _)?: items.flatMap { leaves($0) }
    case .mapping(let pairs, _, _)?: pairs.flatMap { [ByteText($0.key.text)] + leaves($0.value) }
    case .refused?, nil: []
    }
  }

  private struct ByteText: Equatable, ExpressibleByStringLiteral, CustomStringConvertible {
    let bytes: [UInt8]
    init(_ text: String) { bytes = Array(text.utf8) }
    init(stringLiteral text: String) { self.init(text) }
    var description: String { String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  @Test(
    arguments: [
      ("Source Admin", "Source Admin"), ("Unify Read-only, Engage User", "Unify Read-only, Engage User"),
      ("ada@acme.com", "ada@acme.com"), ("source/website", "source/website"), ("C#", "C#"), ("it's", "it's"),
      ("Zoë", "Zoë"), ("👩\u{200D}🔬 Lab", "👩\u{200D}🔬 Lab"),
      ("2tNdWChHJwzTJQfu3asOemCvuyC", "2tNdWChHJwzTJQfu3asOemCvuyC"),
      ("3rd party", "3rd party"), ("a (b) [c]", "a (b) [c]"),
      ("no", "\"no\""), ("12:30", "\"12:30\""), ("*@segment.com", "\"*@segment.com\""), ("", "\"\""),
      ("1e3", "\"1e3\""), ("2026-01-01", "\"2026-01-01\""), ("a: b", "\"a: b\""), ("it's: x", "\"it's: x\""),
      ("say \"hi\": x", "'say \"hi\": x'"), ("@\"it's\"", "'@\"it''s\"'"), ("a\nb", "\"a\\nb\""),
      ("a\u{A0}b", "\"a\\u00A0b\""), ("\u{E0067}x", "\"\\U000E0067x\""),
    ])
  func `is plain where a person would write it so`(text: String, written: String) {
    #expect(YAMLText.scalar(text) == written)
  }

  @Test func `is quoted for its comma between brackets alone`() {
    #expect(YAMLText.scalar("Unify Read-only, Engage User", in: .flow) == "\"Unify Read-only, Engage User\"")
  }
}

extension Dice {
  /// Text of the pieces that YAML trips over, and of anything else.
  mutating func text() -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<8, using: &self) {
      switch Int.random(in: 0..<10, using: &self) {
      case 0..<5:
        scalars.append(
          contentsOf: pick(Array(" -?:,[]{}#&*!|>'\"%@`~\\\n\t/=.<0123noNex".unicodeScalars.map { String($0) }))
            .unicodeScalars)
      case 5 where chance(50): scalars.append(contentsOf: hostileName().unicodeScalars)
      case 5: scalars.append(contentsOf: pick(`A YAML scalar`.traps.filter { $0.count < 40 }).unicodeScalars)
      case 6: scalars.append(Unicode.Scalar(UInt8.random(in: 0...255, using: &self)))
      default:
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...(chance(70) ? 0xFFFF : 0x10FFFF), using: &self)) {
          scalars.append(scalar)
        }
      }
    }
    return String(scalars)
  }
}
