extension JSON {
  /// The value as a file to be read by people: what fits into 100 columns stands on one line, of anything longer each
  /// part on its own. Ends with a newline.
  package var outline: String {
    var text = ""
    writeOutline(to: &text, indent: "", before: 0)
    return text + "\n"
  }

  /// - Parameter before: how much of the line is taken.
  private func writeOutline(to text: inout String, indent: String, before: Int) {
    let line = line
    // A comma may follow.
    guard before + line.count >= 100 else {
      text += line
      return
    }
    let inner = indent + "  "
    switch self {
    case .object(let members) where !members.isEmpty:
      JSON.writeEach(members, "{", "}", to: &text, indent: indent) { member, text in
        let key = JSON.string(member.key).line + ": "
        text += key
        member.value.writeOutline(to: &text, indent: inner, before: inner.count + key.count)
      }
    case .array(let elements) where !elements.isEmpty:
      JSON.writeEach(elements, "[", "]", to: &text, indent: indent) {
        $0.writeOutline(to: &$1, indent: inner, before: inner.count)
      }
    case .null, .bool, .integer, .number, .string, .array, .object: text += line
    }
  }
}
