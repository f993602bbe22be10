import AccessJSON

@testable import Documents
@testable import Syntax

/// What a hostile field holds, and what may be seen of it: nothing but escapes that are written out. A table of its own,
/// so that a mistake in the program's is seen.
enum Hostile {
  /// Everything that a terminal acts on, that begins a line, turns the direction, or cannot be seen.
  static let text =
    "\u{1B}[2K\u{1B}[1A\u{1B}]8;;https://evil.example\u{1B}\\\u{1B}]0;t\u{7}\u{9B}31m\u{9D}0;t\u{9C}\u{90}\u{85}\u{7F}\u{8}\u{C}"
    + "\r\nINJECTED\rINJECTED\nINJECTED\u{2028}INJECTED\u{2029}INJECTED" + soft

  /// What free text of a policy may hold.
  static let soft =
    "\nINJECTED\t\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{200E}\u{200F}\u{61C}\u{200B}"
    + "\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}\u{34F}\u{3164}\u{2800}\u{E0001}\u{E0041}\u{E0100}a\u{FE0F}b\u{FE0E}\u{FFF9}"

  /// The first thing in what was printed that should not be there; nil where all is well.
  static func offence(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    for (at, scalar) in scalars.enumerated() where isForbidden(scalar, behind: at > 0 ? scalars[at - 1] : nil) {
      // CSV ends its lines with both.
      if scalar == "\r", at + 1 < scalars.count, scalars[at + 1] == "\n" { continue }
      return "U+\(String(scalar.value, radix: 16)) in \(around(at, scalars))"
    }
    for line in scalars.split(separator: "\n") {
      let start = line.drop { $0 == " " || $0 == "-" || $0 == "\"" }
      if start.starts(with: "INJECTED".unicodeScalars) { return "a line of its own: \(around(0, Array(start)))" }
    }
    return nil
  }

  private static func isForbidden(_ scalar: Unicode.Scalar, behind before: Unicode.Scalar?) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0x00..<0x20, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x180B...0x180F, 0x200B...0x200F: true
    case 0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
    case 0xE0000...0xE0FFF: true
    case 0xFE0E, 0xFE0F: before.map { $0.isASCII || !$0.properties.isEmoji } ?? true
    default: false
    }
  }

  private static func around(_ at: Int, _ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[max(0, at - 60)..<min(scalars.count, at + 60)])
    return String(text).debugDescription
  }

  /// The text between the quotes of a JSON or YAML string.
  static func escaped(_ text: String) -> String {
    text.utf16.map { unit in
      let hex = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }.joined()
  }
}

/// A JSON document, and copies of it in which one kind of field is hostile. It knows strings, brackets and nothing else.
struct HostileDocument {
  /// A string: where its closing quote is, and the keys on the way to it.
  private struct Spot {
    let end: Int
    let path: String
  }

  private let bytes: [UInt8]
  private let spots: [Spot]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var (found, keys, at) = ([Spot](), [[UInt8]](), 0)
    var key: [UInt8] = []
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        keys.append(key)
        key = []
      case UInt8(ascii: "}"), UInt8(ascii: "]"): key = keys.popLast() ?? []
      case UInt8(ascii: "\""):
        let start = at + 1
        at = start
        while bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        let names = (keys + [key]).filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
        let next = bytes[(at + 1)...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
        if next == UInt8(ascii: ":") {
          key = Array(bytes[start..<at])
          found.append(Spot(end: at, path: names.dropLast().joined(separator: ".") + " key"))
        } else {
          found.append(Spot(end: at, path: names.joined(separator: ".")))
        }
      default: break
      }
      at += 1
    }
    spots = found
  }

  /// Every kind of field there is.
  var paths: [String] { Set(spots.map(\.path)).sorted() }

  /// The document with the hostile text at the end of every field of a kind; of keys only the first, so that the rest is
  /// still read.
  func poisoned(_ path: String) -> String {
    var poisoned = bytes
    var ends = spots.filter { $0.path == path }.map(\.end)
    if path.utf8.suffix(4).elementsEqual(" key".utf8) { ends = Array(ends.prefix(1)) }
    for end in ends.reversed() { poisoned.insert(contentsOf: Hostile.escaped(Hostile.text).utf8, at: end) }
    return String(decoding: poisoned, as: UTF8.self)
  }

  /// The same of a plan or record, with the digest that whoever writes one can give it.
  func sealed(_ path: String) -> String {
    let poisoned = poisoned(path)
    guard let root = try? JSONParser.parse(Array(poisoned.utf8)), case .object(var members) = root,
      let at = members.firstIndex(where: { $0.key == "digest" }), path != "digest"
    else { return poisoned }
    members[at] = JSON.Member("digest", .string(root.contentDigest))
    return JSON.object(members).document
  }
}
