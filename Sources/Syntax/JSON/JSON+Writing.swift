extension JSON {
  /// The value on one line: `{"kind": "join", "person": "lin@acme.com"}`.
  package var line: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// The value without white space, as it goes over the wire: `{"kind":"join","person":"lin@acme.com"}`.
  package var compact: String {
    var text = ""
    write(to: &text, space: "")
    return text
  }

  /// The value as a file that diffs well: a line for each key, and for each element of a list that stands directly
  /// under a key. Ends with a newline.
  package var document: String {
    var text = ""
    writeLines(to: &text, indent: "", depth: 0)
    return text + "\n"
  }

  private func write(to text: inout String, space: String = " ") {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let literal): text += literal
    case .string(let value): JSON.quote(value, to: &text)
    case .array(let elements):
      text += "["
      for (at, element) in elements.enumerated() {
        if at > 0 { text += "," + space }
        element.write(to: &text, space: space)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (at, member) in members.enumerated() {
        if at > 0 { text += "," + space }
        JSON.quote(member.key, to: &text)
        text += ":" + space
        member.value.write(to: &text, space: space)
      }
      text += "}"
    }
  }

  private func writeLines(to text: inout String, indent: String, depth: Int) {
    switch self {
    case .object(let members) where !members.isEmpty && (depth == 0 || (depth == 1 && holdsLists)):
      JSON.writeEach(members, "{", "}", to: &text, indent: indent) { member, text in
        JSON.quote(member.key, to: &text)
        text += ": "
        member.value.writeLines(to: &text, indent: indent + "  ", depth: depth + 1)
      }
    case .array(let elements) where !elements.isEmpty && (depth == 1 || holdsObjects):
      JSON.writeEach(elements, "[", "]", to: &text, indent: indent) { $0.write(to: &$1) }
    case .null, .bool, .integer, .number, .string, .array, .object: write(to: &text)
    }
  }

  static func writeEach<Part>(
    _ parts: [Part], _ open: String, _ close: String, to text: inout String, indent: String,
    _ write: (Part, inout String) -> Void
  ) {
    text += open
    for (at, part) in parts.enumerated() {
      text += at > 0 ? ",\n" : "\n"
      text += indent + "  "
      write(part, &text)
    }
    text += "\n" + indent + close
  }

  private var holdsLists: Bool {
    guard case .object(let members) = self else { return false }
    return members.contains { $0.value.holdsObjects }
  }

  private var holdsObjects: Bool {
    guard case .array(let elements) = self else { return false }
    return elements.contains { if case .object = $0 { true } else { false } }
  }

  /// `/` stays as it is; whatever a terminal or an eye could be deceived by is escaped, so that `cat` shows it.
  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Nearly all text is plain ASCII, and going through its scalars costs several times as much as copying it.
    if value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
      text += value
      return
    }
    var before: Unicode.Scalar?
    for scalar in value.unicodeScalars {
      defer { before = scalar }
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.deceives(behind: before): for unit in scalar.utf16 { text += escape(unit) }
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private static func escape(_ unit: UInt16) -> String {
    let hex = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}
