import HTTPMessages
import Serving

/// A request taken apart: what the endpoints look at.
struct Call {
  let method: String
  /// Decoded segments; none for `/`.
  let path: [String]
  let query: Query
  let fields: [HTTPField]
  let body: [UInt8]

  /// Throws 400 when an escape in the target is broken.
  init(_ request: RawRequest) throws(ErrorResponse) {
    let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var segments = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    // One slash at the end is tolerated; an empty segment elsewhere is a missing id and routed nowhere.
    if segments.last?.isEmpty == true { segments.removeLast() }
    var path: [String] = []
    for segment in segments {
      guard let text = percentDecoded(segment, plusIsSpace: false) else { throw .badRequest("Malformed URI") }
      path.append(text)
    }
    guard let query = Query(parts.count == 2 ? parts[1] : "") else { throw .badRequest("Malformed URI") }
    self.path = path
    self.query = query
    method = request.method
    fields = request.fields
    body = request.body
  }

  /// The body as JSON. One that is not declared as JSON is not looked at: the endpoint then misses its members.
  func json() throws(ErrorResponse) -> BodyField {
    guard !body.isEmpty, MediaType(fields["content-type"] ?? "").isJSON else {
      return BodyField(path: [], json: .object([:]))
    }
    let json: JSON
    do { json = try JSON(reading: body) } catch { throw .badRequest("Malformed JSON in the request body: \(error)") }
    guard json.object != nil else { throw .invalid("", "\"value\" must be of type object") }
    return BodyField(path: [], json: json)
  }
}

extension RawRequest {
  init(_ request: HTTPRequest) {
    self.init(method: request.method.rawValue, target: request.target, fields: request.fields, body: request.body)
  }
}
