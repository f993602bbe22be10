/// One flag as the table has it: parsing, help and completion all read it from here.
struct Flag: Hashable, Sendable {
  /// What stands after the flag.
  enum Value: Hashable, Sendable {
    /// Nothing: the flag is there or not.
    case none
    /// Any text; the placeholder is for the help.
    case text(String)
    /// A whole number in this range.
    case number(String, ClosedRange<Int>)
    /// One of these words.
    case word([String])
  }

  /// With its dashes: `--out`.
  let name: String
  /// With its dash: `-y`.
  let short: String?
  let value: Value
  let mayRepeat: Bool
  let explanation: String

  init(_ name: String, short: String? = nil, _ value: Value, mayRepeat: Bool = false, _ explanation: String) {
    self.name = name
    self.short = short
    self.value = value
    self.mayRepeat = mayRepeat
    self.explanation = explanation
  }

  var takesValue: Bool { value != .none }

  /// `-y, --yes`, `--out FILE`, `--format text|json`
  var usage: String {
    let names = [short, name].compactMap(\.self).joined(separator: ", ")
    return placeholder.map { "\(names) \($0)" } ?? names
  }

  var placeholder: String? {
    switch value {
    case .none: nil
    case .text(let placeholder), .number(let placeholder, _): placeholder
    case .word(let words): words.joined(separator: "|")
    }
  }

  func matches(_ spelling: String) -> Bool { spelling == name || spelling == short }
}

/// Flags that the help shows together.
struct FlagGroup: Sendable {
  let title: String
  let flags: [Flag]

  init(_ title: String, _ flags: [Flag]) {
    self.title = title
    self.flags = flags
  }
}
