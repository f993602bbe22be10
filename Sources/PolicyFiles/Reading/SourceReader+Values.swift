internal import Access
internal import Syntax
internal import YAML

extension SourceReader {
  /// The items of a list; nil, reported, for anything else.
  func list(_ pair: Pair, _ what: String, orElse wayOut: String = "") -> [Node]? {
    switch pair.value {
    case .sequence(let items, _): return items
    case .scalar(let scalar) where scalar.isNull:
      error(pair.key.mark, "\(what): has no value; write [] for none\(wayOut)")
    case .scalar(let scalar) where scalar.text == "unmanaged":
      error(scalar.mark, "\(what): cannot be unmanaged; write a list, or remove the key")
    case .scalar(let scalar) where scalar.isPlain && scalar.text.begins(with: "-"):
      error(scalar.mark, "\(what): a space is missing behind the dash of an entry")
    case .scalar(let scalar):
      error(scalar.mark, "\(what): is a list, not text; write [\(scalar.text)]\(wayOut)")
    case .mapping(_, let mark, _):
      error(mark, "\(what): is a list, not a mapping; begin each entry with a dash\(wayOut)")
    case .refused: break
    }
    return nil
  }

  /// Text that is not null; nil, reported, for anything else.
  func scalar(_ node: Node, _ what: @autoclosure () -> String, key: Mark? = nil) -> Scalar? {
    switch node {
    case .scalar(let scalar) where scalar.isNull:
      error(key ?? scalar.mark, "\(what()) has no value; write one, or remove \(key == nil ? "the entry" : "the key")")
    case .scalar(let scalar): return scalar
    case .sequence, .mapping: error(node.mark, "\(what()) is text, not \(Self.kind(node))")
    case .refused: break
    }
    return nil
  }

  /// Text that names something: not empty, and nothing in it that a reader cannot see.
  func identity(_ scalar: Scalar, _ what: String) -> String? {
    guard !scalar.text.isEmpty else {
      error(scalar.mark, "\(what) is empty; write a name")
      return nil
    }
    if scalar.text.isPrintableASCII { return scalar.text }
    guard let hidden = scalar.text.unicodeScalars.first(where: \.isHidden) else { return scalar.text }
    error(scalar.mark, "\(what) has \(Self.name(hidden)) in it, which cannot be seen; type the name anew")
    return nil
  }

  /// The identity under a key.
  func identity(_ pair: Pair, _ what: String) -> String? {
    scalar(pair.value, "\(pair.key.text):", key: pair.key.mark).flatMap { identity($0, what) }
  }

  /// Free text: lines and tabs are allowed, other control characters would reach terminals and reports.
  func freeText(_ pair: Pair?) -> String? {
    guard let pair, let scalar = scalar(pair.value, "\(pair.key.text):", key: pair.key.mark) else { return nil }
    if scalar.text.isPrintableASCII { return scalar.text }
    guard let control = scalar.text.unicodeScalars.first(where: Self.isControl) else { return scalar.text }
    error(scalar.mark, "\(pair.key.text): has the control character \(Self.name(control)) in it; remove it")
    return nil
  }

  /// Whether a text can stand where anything may be said.
  static func isFreeText(_ text: String) -> Bool { !text.unicodeScalars.contains(where: isControl) }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
  }

  /// An address alone.
  func email(_ scalar: Scalar) -> Email? {
    guard let text = identity(scalar, "an e-mail address") else { return nil }
    guard Email.isAddress(text) else {
      let meant = Email.address(in: text) ?? "name@domain"
      error(scalar.mark, "\(text.debugDescription) is not an e-mail address; write \(meant) alone")
      return nil
    }
    return Email(text)
  }

  /// Whether a policy can have somebody under this address.
  static func isSayable(_ email: Email) -> Bool { email.written.isIdentity && Email.isAddress(email.written) }

  /// A list of texts under `previously:`, each with its place.
  func located(_ pair: Pair?, _ what: String) -> [Located<String>] {
    guard let pair, let items = list(pair, pair.key.text) else { return [] }
    return items.compactMap { item in
      guard let scalar = scalar(item, what), let text = identity(scalar, what) else { return nil }
      return Located(text, at: place(scalar.mark))
    }
  }

  /// `U+00A0`
  private static func name(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}

extension String {
  /// Nearly every name and word there is; its characters need not be made out one by one.
  fileprivate var isPrintableASCII: Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy { (0x20..<0x7F).contains($0) } } ?? false
  }
}
