/// A behaviour as it is written on a command line (`concurrency=4`, repeatedly) and in a file:
///
///     {"formatVersion": 1, "behaviour": {"concurrency": 4, "query-arrays": "strict", "plural-members": true}}
///
/// Names and words are those of ``BehaviourSwitch/all``; what is not named is as by default. In a file a number may stand
/// as one, and true and false for yes and no; `source` may say in words how it was found out. Nothing else may stand there.
extension SandboxBehaviour {
  /// Reads a file; see above.
  package init(file bytes: [UInt8]) throws(BehaviourProblem) {
    self.init()
    let json: JSON
    do { json = try JSON(reading: bytes) } catch { throw .notJSON("\(error)") }
    guard let members = json.object else { throw .notJSON("it is no object") }
    guard members["formatVersion"] == 1 else { throw .format }
    guard let switches = members["behaviour"]?.object else { throw .noBehaviour }
    for key in members.keys.sorted() where !["formatVersion", "behaviour", "source"].contains(key) {
      throw .member(key)
    }
    if let source = members["source"], source.string == nil { throw .member("source") }
    for name in switches.keys.sorted() {
      let word =
        switch switches[name] {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .bool(let isYes): isYes ? "yes" : "no"
        case .null, .number, .array, .object, nil: ""
        }
      try set(name, word)
    }
  }

  /// Reads `NAME=VALUE` on top of what there is.
  package mutating func assume(_ text: String) throws(BehaviourProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw BehaviourSwitch.all.contains { $0.name == text } ? .value(text, "") : .name(text)
    }
    try set(parts[0], parts[1])
  }

  private mutating func set(_ name: String, _ word: String) throws(BehaviourProblem) {
    guard let one = BehaviourSwitch.all.first(where: { $0.name == name }) else { throw .name(name) }
    guard one.set(word, in: &self) else { throw .value(name, word) }
  }

  /// What differs from the default, as words: `concurrency=4`.
  package var assumptions: [String] {
    BehaviourSwitch.all.filter { $0.word(in: self) != $0.word(in: SandboxBehaviour()) }
      .map { "\($0.name)=\($0.word(in: self))" }
  }

  /// The file that says the same, for whoever found out how Segment behaves.
  package var file: [UInt8] {
    let words = BehaviourSwitch.all.map { ($0.name, JSON.string($0.word(in: self))) }
    return JSON.object(["formatVersion": 1, "behaviour": .object(Dictionary(uniqueKeysWithValues: words))])
      .bytes(.pretty)
  }

  /// What may be written, for `--help`.
  package static var help: String {
    let lines = BehaviourSwitch.all.map { one in
      """
          \(one.name)=\(one.form) [\(one.word(in: SandboxBehaviour()))]
              \(one.explanation)

      """
    }
    return """
      NAME=VALUE, for example concurrency=4; in brackets what holds without it, and A1 to A20 are
      questions that Segment's documents leave open
      \(lines.joined())
      FILE  {"formatVersion": 1, "behaviour": {"concurrency": 4, "plural-members": true}}

      """
  }
}

/// Why a text or a file is no behaviour.
package enum BehaviourProblem: Error, Hashable, CustomStringConvertible {
  /// The text is not JSON; says why and at which byte.
  case notJSON(String)
  case format
  case noBehaviour
  /// A member of the file that nothing is made of.
  case member(String)
  /// No switch is called so.
  case name(String)
  /// The switch of that name knows no such word.
  case value(String, String)

  package var description: String {
    switch self {
    case .notJSON(let reason): "the behaviour is not JSON: \(reason)"
    case .format: "the behaviour's formatVersion must be 1"
    case .noBehaviour: "the behaviour has no member \"behaviour\" with the switches in it"
    case .member(let name): "the behaviour's member \"\(name)\" is not known, or not what it must be"
    case .name(let name): "no switch is called '\(name)'; accord sandbox --help lists them"
    case .value(let name, let word):
      "\(name) is not '\(word)'; it takes \(BehaviourSwitch.all.first { $0.name == name }?.form ?? "")"
    }
  }
}
