extension JSON {
  /// How the text is laid out.
  enum Layout {
    /// No white space at all: what goes over the wire.
    case compact
    /// Two spaces a level and a newline at the end: what goes to a file.
    case pretty
  }

  /// The value as UTF-8 text with sorted keys.
  func bytes(_ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(pretty: layout == .pretty)
    writer.write(self, depth: 0)
    if layout == .pretty { writer.out.append(UInt8(ascii: "\n")) }
    return writer.out
  }
}

private struct JSONWriter {
  let pretty: Bool
  var out: [UInt8] = []

  init(pretty: Bool) { self.pretty = pretty }

  mutating func write(_ value: JSON, depth: Int) {
    switch value {
    case .null: add("null")
    case .bool(let value): add(value ? "true" : "false")
    case .integer(let value): add(String(value))
    // JSON has no word for infinity; null is what JavaScript writes.
    case .number(let value): add(value.isFinite ? "\(value)" : "null")
    case .string(let value): quote(value)
    case .array(let items): list("[", "]", items, depth) { writer, item in writer.write(item, depth: depth + 1) }
    case .object(let members):
      list("{", "}", members.sorted { $0.key < $1.key }, depth) { writer, member in
        writer.quote(member.key)
        writer.add(writer.pretty ? ": " : ":")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func list<Item>(
    _ open: String, _ close: String, _ items: [Item], _ depth: Int, _ each: (inout JSONWriter, Item) -> Void
  ) {
    add(open)
    for (index, item) in items.enumerated() {
      if index > 0 { add(",") }
      newline(depth + 1)
      each(&self, item)
    }
    if !items.isEmpty { newline(depth) }
    add(close)
  }

  private mutating func newline(_ depth: Int) {
    guard pretty else { return }
    add("\n" + String(repeating: "  ", count: depth))
  }

  private mutating func quote(_ text: String) {
    add("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): add("\\\"")
      case UInt8(ascii: "\\"): add("\\\\")
      case UInt8(ascii: "\n"): add("\\n")
      case UInt8(ascii: "\r"): add("\\r")
      case UInt8(ascii: "\t"): add("\\t")
      case 0..<0x20: add(byte < 0x10 ? "\\u000" : "\\u00", String(byte, radix: 16))
      default: out.append(byte)
      }
    }
    add("\"")
  }

  private mutating func add(_ parts: String...) { for part in parts { out.append(contentsOf: part.utf8) } }
}
