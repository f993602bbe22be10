import HTTPMessages
import Serving

extension SandboxFault {
  /// A change by hand just before the request.
  var act: (@Sendable (inout World, Duration) -> Void)? {
    switch kind {
    case .administrator(let change): { change.apply(to: &$0, at: $1) }
    case .change(let change): { world, _ in change(&world) }
    default: nil
    }
  }

  var delay: Duration {
    if case .slow(let delay) = kind { return delay }
    return .zero
  }

  /// What is delivered without the request being carried out; nil for faults of other kinds.
  func answerInstead(of request: RawRequest) -> Delivery? {
    switch kind {
    case .status(let status, let body): Delivery(response: Self.response(status, body))
    case .refused: Delivery(response: HTTPResponse(status: 0), form: .refused)
    case .reset: Delivery(response: HTTPResponse(status: 0), form: .reset)
    case .errorsWith200: Delivery(response: Self.response(200, .json))
    case .unauthorized: Delivery(response: Self.response(401, .json))
    case .rateLimited(let seconds): Delivery(response: Self.rateLimited(seconds))
    case .redirect(let base):
      Delivery(
        response: HTTPResponse(status: 307, fields: [HTTPField("Location", base + request.target)]))
    default: nil
    }
  }

  /// Changes what is delivered after the request was carried out.
  func tamper(with delivery: inout Delivery, world: World) {
    switch kind {
    case .statusAfterEffect(let status, let body): delivery.response = Self.response(status, body)
    case .lost: delivery.form = .reset
    case .cutHead: delivery.form = .cutHead
    case .cutBody: delivery.form = .cutBody
    case .endless: delivery.form = .endless
    case .shortPage, .repeatedItem, .nextNull, .cursorLoop, .widerAnswer, .narrowerAnswer:
      guard (200..<300).contains(delivery.response.status),
        case .object(var document)? = try? JSON(reading: delivery.response.body),
        case .object(var data)? = document["data"]
      else { return }
      edit(&data, world)
      document["data"] = .object(data)
      delivery.response.body = JSON.object(document).bytes()
    default: break
    }
  }

  /// A status on its own, as a proxy in front of Segment would send it.
  static func response(_ status: Int, _ body: Body) -> HTTPResponse {
    // 204 and 304 have no body, whatever is asked for.
    switch [204, 304].contains(status) ? .empty : body {
    case .json:
      let refusal = ErrorResponse(
        status: status, failures: [.init(type: status >= 500 ? "server-error" : "fault", message: "Injected fault")])
      return HTTPResponse(
        status: status, fields: [HTTPField("Content-Type", "application/json")], body: refusal.body.bytes())
    case .html:
      let page = "<html><head><title>\(status)</title></head><body><h1>\(status)</h1></body></html>\n"
      return HTTPResponse(status: status, fields: [HTTPField("Content-Type", "text/html")], body: Array(page.utf8))
    case .empty: return HTTPResponse(status: status)
    }
  }

  private static func rateLimited(_ seconds: Int?) -> HTTPResponse {
    let failure = ErrorResponse.Failure(
      type: "RequestError", message: "Too many requests",
      data: ["remainingPoints": 0, "msBeforeNext": .integer((seconds ?? 1) * 1_000), "consumedPoints": 61])
    var fields = [HTTPField("Content-Type", "application/json")]
    if let seconds { fields.append(HTTPField("Retry-After", "\(seconds)")) }
    return HTTPResponse(
      status: 429, fields: fields, body: ErrorResponse(status: 429, failures: [failure]).body.bytes())
  }
}
