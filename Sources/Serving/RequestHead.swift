import HTTPMessages

/// The head of a request as far as a server must understand it.
struct RequestHead: Hashable, Sendable {
  /// How the end of the body is found.
  enum Framing: Hashable, Sendable {
    case length(Int)
    case chunked
  }

  let method: String
  /// Origin form: a target in absolute form has lost its scheme and authority.
  let target: String
  let fields: [HTTPField]
  let framing: Framing
  let keepsAlive: Bool
  /// The client waits for `100 Continue` before it sends the body.
  let expectsContinue: Bool
}

/// Why a request is not served, with the status that says so. The connection is closed after it.
package struct ParseRefusal: Error, Hashable, Sendable {
  package let status: Int
  package let reason: String

  static func bad(_ reason: String) -> ParseRefusal { ParseRefusal(status: 400, reason: reason) }
}

/// What a parser makes of the bytes so far.
enum Parsed<Value> {
  case incomplete
  /// The value and how many bytes it took.
  case complete(Value, length: Int)
  case refused(ParseRefusal)
}

extension RequestHead {
  /// Reads the head at the start of `bytes`: a pure function, total over every sequence of bytes.
  ///
  /// Stricter than RFC 9112 wherever leniency lets two parsers disagree: no bare line feeds, no folded lines, no space
  /// before a colon, one way to say where the body ends.
  static func parse(_ bytes: [UInt8], _ limits: ServerLimits) -> Parsed<RequestHead> {
    // An empty line before a request is a leftover that RFC 9112 section 2.2 asks servers to skip.
    let start = bytes.starts(with: [0x0D, 0x0A]) ? 2 : 0
    var lineStart = start
    var lines: [ArraySlice<UInt8>] = []
    var index = start
    while index < bytes.count {
      if index - start >= limits.head { return .refused(tooLarge) }
      switch bytes[index] {
      case 0x0D where index + 1 == bytes.count: return .incomplete
      case 0x0D where bytes[index + 1] == 0x0A:
        let line = bytes[lineStart..<index]
        index += 2
        lineStart = index
        if line.isEmpty {
          if lines.isEmpty { return .refused(.bad("empty request line")) }
          return read(lines, length: index, limits)
        }
        if lines.count > limits.fields { return .refused(tooLarge) }
        lines.append(line)
      // Refused at sight: whoever speaks TLS or noise to this port must not have to wait for a time-out.
      case 0x00..<0x09, 0x0A..<0x20, 0x7F: return .refused(.bad("control character in the head"))
      default: index += 1
      }
    }
    return .incomplete
  }

  private static let tooLarge = ParseRefusal(status: 431, reason: "head too large")

  private static func read(
    _ lines: [ArraySlice<UInt8>], length: Int, _ limits: ServerLimits
  ) -> Parsed<RequestHead> {
    do throws(ParseRefusal) {
      let (method, target, isHTTP10) = try requestLine(lines[0])
      var fields: [HTTPField] = []
      for line in lines.dropFirst() { fields.append(try field(line)) }
      let hosts = fields.filter { $0.name.lowercased() == "host" }
      guard hosts.count == 1 || (isHTTP10 && hosts.isEmpty) else { throw .bad("exactly one Host is needed") }
      let connection = tokens(fields, "connection")
      let head = RequestHead(
        method: method, target: target, fields: fields, framing: try framing(fields, isHTTP10, limits),
        keepsAlive: isHTTP10 ? connection.contains("keep-alive") : !connection.contains("close"),
        expectsContinue: try expectation(fields, isHTTP10))
      return .complete(head, length: length)
    } catch {
      return .refused(error)
    }
  }

  private static func requestLine(
    _ line: ArraySlice<UInt8>
  ) throws(ParseRefusal) -> (method: String, target: String, isHTTP10: Bool) {
    let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, isToken(parts[0]), parts[0].count <= 32 else { throw .bad("malformed request line") }
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version.wholeMatch(of: /HTTP\/[0-9]\.[0-9]/) != nil else { throw .bad("malformed request line") }
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
      throw ParseRefusal(status: 505, reason: "HTTP version not supported")
    }
    guard !parts[1].isEmpty, parts[1].allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .bad("malformed target") }
    let target = String(decoding: parts[1], as: UTF8.self)
    return (String(decoding: parts[0], as: UTF8.self), try originForm(target), version == "HTTP/1.0")
  }

  /// `/path?query` of `/path?query`, `http://host/path?query` or `*`.
  private static func originForm(_ target: String) throws(ParseRefusal) -> String {
    if target.hasPrefix("/") || target == "*" { return target }
    guard let scheme = target.firstRange(of: "://"),
      ["http", "https"].contains(target[..<scheme.lowerBound].lowercased())
    else { throw .bad("malformed target") }
    let rest = target[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
    return rest.hasPrefix("/") ? String(rest) : "/" + rest
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(ParseRefusal) -> HTTPField {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isToken(line[..<colon]) else {
      throw .bad("malformed field")
    }
    var value = line[line.index(after: colon)...].drop(while: isSpace)
    while let last = value.last, isSpace(last) { value.removeLast() }
    guard let text = String(validating: value, as: UTF8.self) else { throw .bad("malformed field") }
    return HTTPField(String(decoding: line[..<colon], as: UTF8.self), text)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func framing(
    _ fields: [HTTPField], _ isHTTP10: Bool, _ limits: ServerLimits
  ) throws(ParseRefusal) -> Framing {
    let lengths = fields.filter { $0.name.lowercased() == "content-length" }
    let codings = tokens(fields, "transfer-encoding")
    let hasCoding = fields["transfer-encoding"] != nil
    guard lengths.count <= 1, lengths.isEmpty || !hasCoding else { throw .bad("conflicting body lengths") }
    if hasCoding {
      guard !isHTTP10 else { throw .bad("transfer encoding in HTTP/1.0") }
      guard codings == ["chunked"] else { throw ParseRefusal(status: 501, reason: "unknown transfer encoding") }
      return .chunked
    }
    guard let text = lengths.first?.value else { return .length(0) }
    guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw .bad("malformed Content-Length")
    }
    guard let length = Int(text), length <= limits.body else {
      throw ParseRefusal(status: 413, reason: "body too large")
    }
    return .length(length)
  }

  private static func expectation(_ fields: [HTTPField], _ isHTTP10: Bool) throws(ParseRefusal) -> Bool {
    let expected = tokens(fields, "expect")
    if expected.isEmpty || isHTTP10 { return false }
    guard expected == ["100-continue"] else { throw ParseRefusal(status: 417, reason: "unknown expectation") }
    return true
  }

  /// The comma-separated tokens of every field of that name, in lower case.
  private static func tokens(_ fields: [HTTPField], _ name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name }.flatMap { field in
      // Trimmed, not stripped: `chun ked` is no coding that anybody else would understand as this one.
      field.value.utf8.split(separator: UInt8(ascii: ",")).map { token in
        token.trimmingPrefix(while: isSpace).reversed().trimmingPrefix(while: isSpace)
      }.map { String(decoding: $0.reversed(), as: UTF8.self).lowercased() }
    }
  }

  /// RFC 9110 section 5.6.2.
  private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    return !bytes.isEmpty
      && bytes.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || marks.contains(byte)
      }
  }
}
