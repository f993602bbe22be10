// To Swift a character is whatever a reader sees as one, and two texts are equal when they look alike: a quote with a
// combining mark behind it is no quote, `=` and U+0301 begin no formula, U+1FEF is a backtick. Every format that we write
// or read goes by scalars or bytes. What asks for syntax therefore asks here, and neither `hasPrefix` nor `replacing`.

extension StringProtocol {
  /// Whether the text begins with just these bytes.
  package func begins(with text: String) -> Bool { utf8.starts(with: text.utf8) }

  /// Whether the text ends with just these bytes.
  package func ends(with text: String) -> Bool { utf8.suffix(text.utf8.count).elementsEqual(text.utf8) }

  /// Whether an ASCII character stands in the text, whatever it is combined with.
  package func holds(_ sign: Unicode.Scalar) -> Bool { unicodeScalars.contains(sign) }

  /// The parts between ASCII characters, empty ones too.
  package func parted(by sign: Unicode.Scalar, most: Int = .max) -> [String] {
    unicodeScalars.split(separator: sign, maxSplits: most - 1, omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0)) }
  }
}

extension String {
  /// The text with scalars replaced, each by itself; those for which `escape` gives nil stay.
  package func escaped(_ escape: (Unicode.Scalar) -> String?) -> String {
    var text = ""
    text.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      if let written = escape(scalar) { text += written } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// What stands before the last slash of a path; nil where there is none.
  package var directoryOfPath: String? {
    unicodeScalars.lastIndex(of: "/").map { String(unicodeScalars[..<$0]) }
  }
}
