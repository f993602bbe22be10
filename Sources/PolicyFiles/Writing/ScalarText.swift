internal import Syntax
internal import YAML

/// New text in the quotes of its neighbours.
enum ScalarText {
  /// In quotes like these where the text needs no others; where it needs some, what it needs decides.
  static func written(_ text: String, like quotes: Layout.Quotes, in context: YAMLText.Context) -> String {
    let written = YAMLText.scalar(text, in: context)
    // With either of them in it, quotes and escapes are for `YAMLText` to choose.
    guard !written.utf8.contains(UInt8(ascii: "\\")), !text.utf8.contains(UInt8(ascii: "\"")) else { return written }
    switch quotes {
    case .none, .block: return written
    case .single: return "'\(text.escaped { $0 == "'" ? "''" : nil })'"
    case .double: return written.utf8.first == UInt8(ascii: "'") ? written : "\"\(text)\""
    }
  }

  /// A word of the format or a date, in quotes only where these are.
  static func quoted(_ word: String, like quotes: Layout.Quotes) -> String {
    switch quotes {
    case .none, .block: word
    case .single: "'\(word)'"
    case .double: "\"\(word)\""
    }
  }
}
