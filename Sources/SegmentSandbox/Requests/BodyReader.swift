/// One place in a request's body that knows its path.
struct BodyField {
  let path: [String]
  let json: JSON?

  subscript(key: String) -> BodyField { BodyField(path: path + [key], json: json?[key]) }

  var dotted: String { path.joined(separator: ".") }

  /// The last step, as Joi labels it: `"metadataId"`, and `"[0]"` for an element of an array.
  var label: String { path.last.map { Int($0) == nil ? "\"\($0)\"" : "\"[\($0)]\"" } ?? "\"value\"" }
}

/// Reads a body and collects every failure instead of stopping at the first: Segment lists them all.
struct BodyReader {
  private(set) var failures: [ErrorResponse.Failure] = []

  /// An id or a name is at most that long; documented for ids.
  static let longestString = 255

  mutating func fail(_ field: BodyField, _ complaint: String) {
    failures.append(.init(type: "input-validation", message: "\(field.label) \(complaint)", field: field.dotted))
  }

  func finish() throws(ErrorResponse) {
    if !failures.isEmpty { throw .invalid(failures) }
  }

  /// A required, non-empty string; `""` when it is wrong.
  mutating func string(_ field: BodyField, allowsEmpty: Bool = false) -> String {
    switch field.json {
    case nil: fail(field, "is required")
    case .string("") where !allowsEmpty: fail(field, "is not allowed to be empty")
    case .string(let text) where text.unicodeScalars.count > BodyReader.longestString:
      fail(field, "length must be less than or equal to \(BodyReader.longestString) characters long")
    case .string(let text): return text
    default: fail(field, "must be a string")
    }
    return ""
  }

  mutating func email(_ field: BodyField) -> String {
    let text = string(field)
    if !text.isEmpty, !looksLikeEmail(text) { fail(field, "must be a valid email") }
    return text
  }

  /// The elements of a required array; none when it is wrong.
  mutating func items(_ field: BodyField, minimum: Int = 0, maximum: Int?) -> [BodyField] {
    guard let json = field.json else {
      fail(field, "is required")
      return []
    }
    guard let items = json.array else {
      fail(field, "must be an array")
      return []
    }
    if items.count < minimum { fail(field, "must contain at least \(minimum) items") }
    if let maximum, items.count > maximum { fail(field, "must contain less than or equal to \(maximum) items") }
    return items.enumerated().map { BodyField(path: field.path + ["\($0.offset)"], json: $0.element) }
  }

  mutating func strings(_ field: BodyField, minimum: Int = 0, maximum: Int?) -> [String] {
    items(field, minimum: minimum, maximum: maximum).map { string($0) }
  }

  /// False, with a failure, when the element is no object: its members are then not looked at.
  mutating func isObject(_ field: BodyField) -> Bool {
    if field.json?.object != nil { return true }
    fail(field, field.json == nil ? "is required" : "must be of type object")
    return false
  }

  private func looksLikeEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
      && !parts[1].hasSuffix(".") && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
  }
}
