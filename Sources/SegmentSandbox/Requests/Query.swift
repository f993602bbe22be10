/// The parameters of a query, in every form that clients of Segment's are known to send.
struct Query: Hashable {
  /// `userIds[0]=a`, `userIds%5B0%5D=a` and `userIds.0=a` are all the path `["userIds", "0"]` with the value `a`.
  struct Entry: Hashable {
    let path: [String]
    let value: String
  }

  let entries: [Entry]

  /// Nil when an escape is broken.
  init?(_ text: Substring) {
    var entries: [Entry] = []
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = percentDecoded(parts[0], plusIsSpace: true),
        let value = percentDecoded(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
      else { return nil }
      entries.append(Entry(path: Query.path(of: name), value: value))
    }
    self.entries = entries
  }

  /// Splits `a.b`, `a[b]` and `a[]`; a name that is neither is one step.
  private static func path(of name: String) -> [String] {
    guard let bracket = name.firstIndex(of: "["), name.hasSuffix("]") else {
      return name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    let inner = name[name.index(after: bracket)...].dropLast()
    return [String(name[..<bracket])]
      + inner.replacing("][", with: "[").split(
        separator: "[", omittingEmptySubsequences: false
      ).map(String.init)
  }

  /// The last value given under exactly that name.
  func scalar(_ name: String) -> String? { entries.last { $0.path == [name] }?.value }

  /// Every value given under exactly that name.
  func scalars(_ name: String) -> [String] { entries.filter { $0.path == [name] }.map(\.value) }

  /// The members of an object parameter: dotted, bracketed, or one JSON text. Nil when it is absent altogether.
  func object(_ name: String) throws(ErrorResponse) -> [String: JSON]? {
    let members = entries.filter { $0.path.count == 2 && $0.path[0] == name }
    if !members.isEmpty {
      return Dictionary(members.map { ($0.path[1], .string($0.value)) }, uniquingKeysWith: { _, last in last })
    }
    guard let text = scalar(name) else { return nil }
    guard let members = (try? JSON(reading: text))?.object else {
      throw .invalid(name, "\"\(name)\" must be of type object")
    }
    return members
  }

  /// The elements of a required array parameter of strings, in the order of their indices.
  ///
  /// Assumption A16: a bare scalar, repeated or not, is an array to a lenient server only. A comma is a character of
  /// an element like any other.
  func list(_ name: String, _ rule: SandboxBehaviour.QueryArrayRule) throws(ErrorResponse) -> [String] {
    let indexed = entries.filter {
      $0.path.count == 2 && $0.path[0] == name && ($0.path[1].isEmpty || Int($0.path[1]) != nil)
    }
    let bare = scalars(name)
    guard !indexed.isEmpty || !bare.isEmpty else { throw .invalid(name, "\"\(name)\" is required") }
    var items = indexed.sorted { (Int($0.path[1]) ?? .max) < (Int($1.path[1]) ?? .max) }.map { JSON.string($0.value) }
    if bare.count == 1, let array = (try? JSON(reading: bare[0]))?.array {
      items += array
    } else if !bare.isEmpty {
      guard rule == .lenient else { throw .invalid(name, "\"\(name)\" must be an array") }
      items += bare.map(JSON.string)
    }
    var reader = BodyReader()
    let texts = reader.strings(BodyField(path: [name], json: .array(items)), minimum: 1, maximum: nil)
    try reader.finish()
    return texts
  }
}
