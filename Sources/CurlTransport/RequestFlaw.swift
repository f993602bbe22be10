import HTTPMessages

extension HTTPRequest {
  /// Why this could not be sent as it stands: a line end in it would begin another header or another request.
  var flaw: String? {
    guard target.utf8.first == UInt8(ascii: "/"), target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return "the request's target is not a percent-encoded path"
    }
    for field in fields {
      guard !field.name.isEmpty, field.name.utf8.allSatisfy(Self.isNameByte),
        field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
      else { return "a header field of the request holds characters that none may hold" }
    }
    return nil
  }

  /// RFC 9110's `tchar`.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
