/// One switch of the sandbox's behaviour as it is written: `concurrency=4`.
///
/// The table of these (``all``) is the only list of switches there is: command line, file, help and the random draw of
/// tests read it, and a test fails for a property that none of them reaches.
package struct BehaviourSwitch: Sendable {
  /// As it stands before `=`.
  package let name: String
  /// The question it answers, with its number among the assumptions A1 to A20 where it has one.
  let explanation: String
  /// What may stand after `=`.
  let form: String
  /// What tests draw at random; nothing where a client could not reach its goal, or not see that it has.
  let drawn: [String]
  private let read: @Sendable (SandboxBehaviour) -> String
  private let write: @Sendable (inout SandboxBehaviour, String) -> Bool

  /// Its position in a behaviour, as a word.
  package func word(in behaviour: SandboxBehaviour) -> String { read(behaviour) }

  /// Puts it in a position; false for a word that it does not know.
  func set(_ word: String, in behaviour: inout SandboxBehaviour) -> Bool { write(&behaviour, word) }
}

extension BehaviourSwitch {
  /// Any type of value, by a pair of functions.
  init<Value>(
    _ name: String, _ path: any WritableKeyPath<SandboxBehaviour, Value> & Sendable, form: String, drawn: [String] = [],
    _ explanation: String, word: @escaping @Sendable (Value) -> String,
    value: @escaping @Sendable (String) -> Value?
  ) {
    (self.name, self.explanation, self.form, self.drawn) = (name, explanation, form, drawn)
    read = { word($0[keyPath: path]) }
    write = { behaviour, text in
      guard let value = value(text) else { return false }
      behaviour[keyPath: path] = value
      return true
    }
  }

  /// One of a few answers.
  static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<SandboxBehaviour, Value> & Sendable, isDrawn: Bool = true,
    _ explanation: String
  ) -> BehaviourSwitch {
    let words = Value.allCases.map { (word: kebab($0.rawValue), value: $0) }
    let values = Dictionary(uniqueKeysWithValues: words)
    return BehaviourSwitch(
      name, path, form: words.map(\.word).joined(separator: "|"), drawn: isDrawn ? words.map(\.word) : [], explanation,
      word: { kebab($0.rawValue) }, value: { values[$0] })
  }

  static func yesOrNo(
    _ name: String, _ path: any WritableKeyPath<SandboxBehaviour, Bool> & Sendable, isDrawn: Bool = true,
    _ explanation: String
  ) -> BehaviourSwitch {
    BehaviourSwitch(
      name, path, form: "yes|no", drawn: isDrawn ? ["yes", "no"] : [], explanation,
      word: { $0 ? "yes" : "no" }, value: { ["yes": true, "no": false][$0] })
  }

  static func number(
    _ name: String, _ path: any WritableKeyPath<SandboxBehaviour, Int> & Sendable, _ explanation: String
  ) -> BehaviourSwitch {
    BehaviourSwitch(name, path, form: "N", explanation, word: { "\($0)" }, value: count)
  }

  /// A number, or a word for its absence.
  static func number(
    _ name: String, _ path: any WritableKeyPath<SandboxBehaviour, Int?> & Sendable, or absent: String,
    drawn: [String] = [], _ explanation: String
  ) -> BehaviourSwitch {
    BehaviourSwitch(
      name, path, form: "N|\(absent)", drawn: drawn, explanation, word: { $0.map { "\($0)" } ?? absent },
      value: { $0 == absent ? .some(nil) : count($0).map(Optional.some) })
  }

  /// A whole number from 1 on.
  @Sendable private static func count(_ word: String) -> Int? {
    guard word.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
    return Int(word).flatMap { (1...1_000_000_000).contains($0) ? $0 : nil }
  }

  /// `notFound` as `not-found`.
  @Sendable private static func kebab(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
  }
}
