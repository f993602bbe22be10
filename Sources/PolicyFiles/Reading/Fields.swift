internal import YAML

/// The keys of one mapping, all of them known.
struct Fields<Key: PolicyKey> {
  let at: Mark
  /// Whether every key was known. A key that is missing may otherwise be one that was misspelt.
  let isWhole: Bool
  /// As they are written: looking through a few keys takes less time than a dictionary of them.
  private let pairs: [Pair]

  fileprivate init(_ pairs: [Pair], at mark: Mark, isWhole: Bool) {
    at = mark
    self.isWhole = isWhole
    self.pairs = pairs
  }

  subscript(key: Key) -> Pair? {
    for at in pairs.indices where pairs[at].key.text == key.rawValue { return pairs[at] }
    return nil
  }
}

extension SourceReader {
  /// A mapping's keys. Those that are not known are reported, with the nearest that is, and left out.
  ///
  /// - Parameter some: those known here, if not all of the kind are.
  func fields<Key: PolicyKey>(_ node: Node, of what: String, among some: [Key]? = nil) -> Fields<Key>? {
    let isKnown = { (pair: Pair) in Key(rawValue: pair.key.text).map { some?.contains($0) ?? true } ?? false }
    let known = { (some ?? Array(Key.allCases)).map(\.rawValue) }
    switch node {
    case .mapping(let pairs, let mark, let isFlow):
      if pairs.allSatisfy(isKnown) { return Fields(pairs, at: mark, isWhole: true) }
      for at in pairs.indices where !isKnown(pairs[at]) { reportUnknown(pairs, at, isFlow, of: what, known: known()) }
      return Fields(pairs.filter(isKnown), at: mark, isWhole: false)
    case .scalar(let scalar) where isMissingSpace(scalar, among: known()): break
    case .scalar(let scalar):
      error(scalar.mark, "\(what) is a mapping, not text; its keys are \(known().joined(separator: ", "))")
    case .sequence(_, let mark):
      error(mark, "\(what) is a mapping, not a list; its keys are \(known().joined(separator: ", "))")
    case .refused: break
    }
    return nil
  }

  private func reportUnknown(_ pairs: [Pair], _ at: Int, _ isFlow: Bool, of what: String, known: [String]) {
    let key = pairs[at].key
    if let trap = Self.flowTrap(pairs, at, isFlow) { return error(key.mark, trap) }
    if isMissingSpace(key, among: known) { return }
    error(key.mark, "unknown key \(key.text.debugDescription) in \(what)\(Self.wayOut(key.text, known))")
  }

  /// Two traps of `{…}`, each a key that nobody meant as one: `{environment:dev}`, and a comma inside a value.
  static func flowTrap(_ pairs: [Pair], _ at: Int, _ isFlow: Bool) -> String? {
    let key = pairs[at].key
    guard isFlow, key.isPlain, case .scalar(let value) = pairs[at].value, value.isMissing else { return nil }
    if let colon = key.text.firstIndex(of: ":"), colon > key.text.startIndex, key.text.last != ":" {
      let (name, rest) = (key.text[..<colon], key.text[colon...].dropFirst())
      return "a space is missing behind the colon; write {\(name): \(rest)}"
    }
    guard at > 0, case .scalar(let before) = pairs[at - 1].value, before.isPlain, !before.isNull else { return nil }
    let whole = "\(before.text), \(key.text)".debugDescription
    return "the comma ends the text before it; quote what has a comma in { }: \(pairs[at - 1].key.text): \(whole)"
  }

  /// The nearest known key, else all of them.
  static func wayOut(_ key: String, _ known: [String]) -> String {
    Suggestion.ending(for: key, among: known, else: "known are \(known.joined(separator: ", "))")
  }

  static func kind(_ node: Node) -> String {
    switch node {
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .refused: "this"
    }
  }
}
