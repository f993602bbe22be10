import HTTPMessages

/// A response as bytes for the wire.
struct ResponseText {
  let response: HTTPResponse
  let closes: Bool
  /// The answer to `HEAD` says how long a body would be and has none.
  var omitsBody = false

  /// Status line, fields and the empty line.
  var head: [UInt8] { lines(plus: [HTTPField("Content-Length", "\(response.body.count)")]) }

  var bytes: [UInt8] { omitsBody ? head : head + response.body }

  /// A head after which the body comes in chunks.
  var chunkedHead: [UInt8] { lines(plus: [HTTPField("Transfer-Encoding", "chunked")]) }

  private func lines(plus framing: [HTTPField]) -> [UInt8] {
    var text = "HTTP/1.1 \(response.status) \(Self.phrase(response.status))\r\n"
    for field in response.fields + framing + (closes ? [HTTPField("Connection", "close")] : []) {
      text += "\(field.name): \(field.value)\r\n"
    }
    return Array((text + "\r\n").utf8)
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 307: "Temporary Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 413: "Content Too Large"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}
