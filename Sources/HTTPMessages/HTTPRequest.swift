/// One HTTP request: a method, a target below the base URL, header fields and a body.
package struct HTTPRequest: Hashable, Sendable {
  /// The methods Segment's API uses.
  package enum Method: String, Hashable, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package var method: Method
  /// Path and query as they go on the wire, percent-encoded, beginning with `/`.
  package var target: String
  /// Header fields in sending order; names are compared without case.
  package var fields: [HTTPField]
  package var body: [UInt8]

  package init(_ method: Method, _ target: String, fields: [HTTPField] = [], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.fields = fields
    self.body = body
  }
}

/// One header field.
package struct HTTPField: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HTTPField] {
  /// The first field of that name, whatever the case of its letters.
  package subscript(name: String) -> String? {
    first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
