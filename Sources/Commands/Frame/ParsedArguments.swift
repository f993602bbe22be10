import Access
import Syntax

/// The words of one command, sorted into flags and the operand: every flag known, every value there and of its kind.
struct ParsedArguments {
  struct Occurrence {
    let flag: Flag
    /// Nil for a flag that takes none.
    let value: String?
  }

  let command: Command
  /// In the order given: a `--reason` belongs to the `--override` before it.
  private(set) var occurrences: [Occurrence] = []
  private(set) var operands: [String] = []

  /// - Throws: ``UsageError``.
  init(_ words: [String], of command: Command) throws {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for word in rest { try take(operand: word) }
        break
      } else if word.begins(with: "-"), word != "-" {
        try take(flag: word, &rest)
      } else {
        try take(operand: word)
      }
    }
    for case .required(let placeholder, _) in command.operands.dropFirst(operands.count) where !has(.help) {
      throw UsageError.missingOperand(placeholder, of: command.name)
    }
  }

  var operand: String? { operands.first }
  var secondOperand: String? { operands.dropFirst().first }

  func has(_ flag: Flag) -> Bool { occurrences.contains { $0.flag == flag } }
  func value(_ flag: Flag) -> String? { occurrences.first { $0.flag == flag }?.value }
  func values(_ flag: Flag) -> [String] { occurrences.filter { $0.flag == flag }.compactMap(\.value) }

  /// The value of a flag that takes one of an enum's words.
  func word<Word: RawRepresentable<String>>(_ flag: Flag) -> Word? { value(flag).flatMap(Word.init(rawValue:)) }

  private mutating func take(operand word: String) throws {
    let mayBeSecret = word.firstRange(of: "://") != nil && command.flags.contains(.notify)
    if mayBeSecret { throw UsageError.addressInArguments("accord \(command.name)") }
    guard operands.count < command.operands.count else {
      throw UsageError.extraOperand(word, of: command.name)
    }
    if word.isEmpty { throw UsageError.emptyOperand(of: command.name) }
    operands.append(word)
  }

  private mutating func take(flag word: String, _ rest: inout ArraySlice<String>) throws {
    let parts = word.parted(by: "=", most: 2)
    guard let flag = command.flags.first(where: { $0.matches(parts[0]) }) else {
      throw unknown(parts[0], value: parts.count > 1 ? parts[1] : nil)
    }
    if has(flag), flag.takesValue, !flag.mayRepeat { throw UsageError.repeated(flag.name) }
    guard flag.takesValue else {
      if parts.count > 1 { throw UsageError.unwantedValue(flag.name) }
      return occurrences.append(Occurrence(flag: flag, value: nil))
    }
    let value = parts.count > 1 ? parts[1] : try Self.next(after: flag, &rest)
    occurrences.append(Occurrence(flag: flag, value: try Self.checked(value, flag)))
  }

  /// The next word; one that looks like a flag is taken for a forgotten value, and `--flag=-value` says otherwise.
  private static func next(after flag: Flag, _ rest: inout ArraySlice<String>) throws -> String {
    guard let word = rest.first, !word.begins(with: "-") || word == "-" else {
      throw UsageError.missingValue(flag.name)
    }
    rest.removeFirst()
    return word
  }

  private static func checked(_ value: String, _ flag: Flag) throws -> String {
    if value.isEmpty { throw UsageError.missingValue(flag.name) }
    switch flag.value {
    case .none, .text: return value
    case .word(let words):
      guard words.contains(value) else {
        // Whatever stands there is most likely the address.
        if flag == .notify { throw UsageError.addressInArguments(flag.name) }
        throw UsageError.badValue(flag.name, value, expected: words.joined(separator: ", "))
      }
    case .number(_, let range):
      guard let number = Int(value), range.contains(number) else {
        throw UsageError.badValue(
          flag.name, value, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
      }
    }
    return value
  }

  private func unknown(_ spelling: String, value: String?) -> UsageError {
    let bare = String(spelling.drop { $0 == "-" })
    if let flag = command.flags.first(where: { $0.name == "--\(bare)" }) {
      return .singleDash(spelling, flag.name)
    }
    if let advice = WordsOfOthers.flag(bare, value: value, of: command) {
      return .otherTool(spelling, advice)
    }
    let elsewhere = CommandTable.all.filter { $0.flags.contains { $0.matches(spelling) } }.map(\.name)
    if !elsewhere.isEmpty { return .flagOfOthers(spelling, command: command.name, elsewhere) }
    let close = NearestName.nearest(to: bare, among: command.flags.map { String($0.name.dropFirst(2)) })
    return .unknownFlag(spelling, command: command.name, nearest: close.map { "--\($0)" })
  }
}
