package import HTTPMessages

/// What stands behind a server: the sandbox, or the status of a service. Asked by several threads at once.
package protocol Site: Sendable {
  func answer(_ request: RawRequest) -> Reply

  /// What to say to bytes that are no request that is served; the connection is closed after it.
  func refuse(_ refusal: ParseRefusal) -> HTTPResponse
}

/// A request as it came in, whatever carried it and whatever its method is called.
package struct RawRequest: Hashable, Sendable {
  package var method: String
  /// Path and query, beginning with `/`.
  package var target: String
  package var fields: [HTTPField]
  package var body: [UInt8]

  package init(method: String, target: String, fields: [HTTPField] = [], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.fields = fields
    self.body = body
  }
}

/// A response and how it is to reach the client: a stand-in of a service can also be one that fails.
package struct Reply: Sendable {
  package enum Form: Hashable, Sendable {
    case whole
    /// The connection ends in the middle of the status line and fields.
    case cutHead
    /// The connection ends half-way through the body.
    case cutBody
    /// The body never ends.
    case endless
    /// The connection is reset; no byte of an answer.
    case reset
    /// The connection is not even accepted.
    case refused
  }

  package var response: HTTPResponse
  package var form: Form
  /// Time before the first byte of the answer.
  package var delay: Duration

  package init(_ response: HTTPResponse, form: Form = .whole, delay: Duration = .zero) {
    self.response = response
    self.form = form
    self.delay = delay
  }
}
