import RandomWorlds

/// How one file is written: drawn once, and kept to as a person would.
struct HandWriting {
  let step: Int
  let isIndentless: Bool
  let spacing: String
  let quotes: Character?
  let isCRLF: Bool
  let hasByteOrderMark: Bool
  let endsWithLineFeed: Bool
  private(set) var lines: [String] = []
  private var dice: Dice

  init(_ dice: inout Dice) {
    step = dice.pick([2, 2, 4])
    isIndentless = dice.chance(30)
    spacing = dice.pick([" ", " ", "   "])
    quotes = dice.pick([nil, nil, "\"", "'"])
    isCRLF = dice.chance(20)
    hasByteOrderMark = dice.chance(10)
    endsWithLineFeed = dice.chance(80)
    self.dice = Dice(seed: dice.next())
  }

  var bytes: [UInt8] {
    let text = lines.joined(separator: isCRLF ? "\r\n" : "\n") + (endsWithLineFeed ? isCRLF ? "\r\n" : "\n" : "")
    return (hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
  }

  /// Every line has a comment of its own, so that a test can tell where it went.
  mutating func line(_ text: String, _ indentation: Int) {
    if dice.chance(15) { lines.append(String(repeating: " ", count: indentation) + "# note \(lines.count)") }
    lines.append(String(repeating: " ", count: indentation) + text + dice.pick([" ", "   "]) + "# line \(lines.count)")
  }

  mutating func gap() { if dice.chance(40) { lines.append("") } }

  func name(_ text: String) -> String {
    quotes.map { "\($0)\(text)\($0)" } ?? (text.contains(",") ? "\"\(text)\"" : text)
  }

  /// An entry of a list: a name, or a name with more keys behind it.
  struct Entry {
    let key: String
    let name: String
    var more: [(key: String, value: String)] = []
  }

  /// - Parameter isFloor: whether it is not all there may be.
  mutating func list(_ key: String, _ entries: [Entry], _ indentation: Int, isFloor: Bool = false) {
    if isFloor {
      line("\(key):", indentation)
      return list("at-least", entries, indentation + step)
    }
    let flow = entries.map { $0.more.isEmpty ? name($0.name) : mapping($0) }
    switch entries.isEmpty ? 0 : Int.random(in: 0..<4, using: &dice) {
    case 0: line("\(key): [\(flow.joined(separator: ", "))]", indentation)
    case 1:
      line("\(key): [", indentation)
      let hasComma = dice.chance(50)
      for (at, entry) in flow.enumerated() {
        line(entry + (hasComma || at + 1 < flow.count ? "," : ""), indentation + step)
      }
      line("]", indentation)
    default:
      line("\(key):", indentation)
      for entry in entries { item(entry, indentation + (isIndentless ? 0 : step)) }
    }
  }

  private mutating func item(_ entry: Entry, _ indentation: Int) {
    guard !entry.more.isEmpty else { return line("-\(spacing)\(name(entry.name))", indentation) }
    guard dice.chance(70) else { return line("-\(spacing)\(mapping(entry))", indentation) }
    line("-\(spacing)\(entry.key): \(name(entry.name))", indentation)
    for (key, value) in entry.more { line("\(key): \(value)", indentation + 1 + spacing.count) }
  }

  private func mapping(_ entry: Entry) -> String {
    "{\(([(entry.key, name(entry.name))] + entry.more).map { "\($0.0): \($0.1)" }.joined(separator: ", "))}"
  }
}
