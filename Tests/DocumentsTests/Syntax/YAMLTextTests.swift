import RandomWorlds
import Syntax
import Testing
import YAML

@testable import PolicyFiles

/// What ``YAMLText`` writes is read back as the same text, wherever it stands, by accord's own reader.
@Suite struct `A YAML scalar` {
  @Test func `comes back from every place it can stand in`() {
    for text in HostileWorkspace.traps { check(text) }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `comes back whatever it says`(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<100 { check(dice.chance(50) ? dice.trap() : dice.hostileName()) }
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
