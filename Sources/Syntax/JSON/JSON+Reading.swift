/// What a document says that its format does not allow, and where: `changes[3].scope: expected an object, found text`.
package struct JSONFault: Error, Hashable, CustomStringConvertible {
  package enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// From the document inwards.
  package private(set) var path: [Step]
  package let message: String

  package init(_ message: String, at path: [Step] = []) {
    self.message = message
    self.path = path
  }

  /// The same fault seen from one level further out.
  package func inside(_ step: Step) -> JSONFault {
    var fault = self
    fault.path.insert(step, at: 0)
    return fault
  }

  package var description: String { path.isEmpty ? message : "\(pathText): \(message)" }

  private var pathText: String {
    path.reduce("") { text, step in
      switch step {
      case .key(let key) where key.isPlainKey: text.isEmpty ? key : "\(text).\(key)"
      case .key(let key): "\(text)[\(JSON.string(key).line)]"
      case .index(let index): "\(text)[\(index)]"
      }
    }
  }
}

extension String {
  fileprivate var isPlainKey: Bool {
    !isEmpty && utf8.allSatisfy { $0 == 0x2D || $0 == 0x5F || (48...57).contains($0) || (97...122).contains($0 | 0x20) }
  }
}

/// Typed looks at a value. Each throws a `JSONFault` whose path grows on the way out, so that nothing is paid for paths
/// that are not needed.
extension JSON {
  /// The value of a key that must be there, read by `read`.
  package func required<Value>(_ key: String, _ read: (JSON) throws -> Value) throws -> Value {
    guard let value = try member(key) else { throw JSONFault("is missing").inside(.key(key)) }
    return try JSON.inside(.key(key)) { try read(value) }
  }

  /// The value of a key that may be left out, but not null: absent and null are two things.
  package func optional<Value>(_ key: String, _ read: (JSON) throws -> Value) throws -> Value? {
    guard let value = try member(key) else { return nil }
    return try JSON.inside(.key(key)) { try read(value) }
  }

  /// Every element of a list.
  package func list<Value>(of read: (JSON) throws -> Value) throws -> [Value] {
    guard case .array(let elements) = self else { throw expected("a list") }
    return try elements.enumerated().map { at, element in try JSON.inside(.index(at)) { try read(element) } }
  }

  /// - Throws: ``JSONFault`` for anything but an object.
  package var members: [Member] {
    get throws {
      guard case .object(let members) = self else { throw expected("an object") }
      return members
    }
  }

  /// - Throws: ``JSONFault`` for anything but a text.
  package var text: String {
    get throws {
      guard case .string(let value) = self else { throw expected("text") }
      return value
    }
  }

  /// Text that names something and so cannot be empty.
  package var name: String {
    get throws {
      let value = try text
      if value.isEmpty { throw JSONFault("must not be empty") }
      return value
    }
  }

  /// - Throws: ``JSONFault`` for anything but a list of texts.
  package var strings: [String] { get throws { try list { try $0.text } } }

  /// - Throws: ``JSONFault`` for anything but true and false.
  package var flag: Bool {
    get throws {
      guard case .bool(let value) = self else { throw expected("true or false") }
      return value
    }
  }

  /// A whole number from 0.
  package var count: Int {
    get throws {
      guard case .integer(let value) = self, value >= 0 else { throw expected("a whole number from 0") }
      return Int(value)
    }
  }

  /// One of the words of an enum.
  package func word<Word: RawRepresentable & CaseIterable>(_: Word.Type = Word.self) throws -> Word
  where Word.RawValue == String {
    let value = try text
    if let word = Word(rawValue: value) { return word }
    let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
    throw JSONFault("unknown word \(JSON.string(value).line); one of \(known)")
  }

  /// Refuses keys that the format does not have: what is not understood cannot be honoured.
  package func onlyKeys(_ known: String...) throws { try onlyKeys(known) }

  package func onlyKeys(_ known: [String]) throws {
    for member in try members where !known.contains(member.key) {
      throw JSONFault("is a key that this format does not have").inside(.key(member.key))
    }
  }

  /// Refuses keys that the value read from this object would not be written with: those of another kind of it.
  package func onlyKeys(of written: JSON, _ others: String..., owner: String) throws {
    let known = try written.members.map(\.key) + others
    for member in try members where !known.contains(member.key) {
      throw JSONFault("is a key that \(owner) does not have").inside(.key(member.key))
    }
  }

  /// Whether one of these keys is there.
  package func has(_ keys: String...) throws -> Bool { try members.contains { keys.contains($0.key) } }

  func expected(_ what: String) -> JSONFault { JSONFault("expected \(what), found \(kind)") }

  private func member(_ key: String) throws -> JSON? { try members.first { $0.key == key }?.value }

  /// Says of a fault where it was found.
  package static func inside<Value>(_ step: JSONFault.Step, _ read: () throws -> Value) throws -> Value {
    do { return try read() } catch let fault as JSONFault { throw fault.inside(step) }
  }
}
