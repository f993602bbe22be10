import HTTPMessages

/// A Public API token: it can be sent, and cannot be printed, dumped, compared or encoded.
package struct Token: Sendable {
  /// Why a text cannot be a token; carries nothing of the text.
  package enum Invalid: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    /// A space, a line end, a control character or anything outside ASCII, at that byte counted from 1.
    case unprintable(byte: Int)

    package var description: String {
      switch self {
      case .empty: "the token is empty"
      case .unprintable(let byte):
        "byte \(byte) of the token is a space, a line end, a control character or not ASCII; it holds more than the token"
      }
    }
  }

  private let secret: String

  /// Takes the token as Segment shows it; a file's trailing line end is for the caller to take off.
  package init(_ text: String) throws(Invalid) {
    guard !text.isEmpty else { throw .empty }
    if let offset = text.utf8.enumerated().first(where: { !(0x21...0x7E).contains($0.element) })?.offset {
      throw .unprintable(byte: offset + 1)
    }
    secret = text
  }

  /// The one place where the secret leaves: the header of a request.
  var authorization: HTTPField { HTTPField("Authorization", "Bearer \(secret)") }

  func isSame(as other: Token) -> Bool { secret == other.secret }

  /// Too short to be Segment's, and so short that it stands in ordinary words.
  var isShort: Bool { secret.utf8.count < 8 }

  /// The text with every occurrence of the token blotted out, for what a server sent back.
  func redacted(from text: String) -> String {
    let needle = Array(secret.utf8)
    let hay = Array(text.utf8)
    guard hay.count >= needle.count else { return text }
    var clean: [UInt8] = []
    var index = 0
    while index < hay.count {
      if hay[index...].starts(with: needle) {
        clean += Array("<redacted>".utf8)
        index += needle.count
      } else {
        clean.append(hay[index])
        index += 1
      }
    }
    return String(decoding: clean, as: UTF8.self)
  }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
  /// No children: `dump` and reflection see nothing inside.
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
