import HTTPMessages

/// The one place that decides what an answer means, for reads and writes alike.
struct ResponseClassification {
  let token: Token

  /// The answer when its status is 2xx, else the error that it amounts to.
  func of(_ answer: Result<HTTPResponse, TransportFailure>, to call: Call) -> Result<HTTPResponse, SegmentError> {
    switch answer {
    case .success(let response) where (200..<300).contains(response.status): .success(response)
    case .success(let response): .failure(refusal(response, to: call))
    case .failure(.notSent(let why)): .failure(.unreachable(context(of: call), why: shownOwn(why)))
    case .failure(.untrusted(let why)): .failure(.untrusted(context(of: call), why: shownOwn(why)))
    case .failure(.answerLost(let why)): .failure(.answerLost(context(of: call), why: shownOwn(why)))
    }
  }

  /// A 2xx whose body is not what it should be.
  func notUnderstood(_ what: Unreadable, _ response: HTTPResponse, to call: Call) -> SegmentError {
    .notUnderstood(context(of: call, response), what: shown(what.what))
  }

  func context(of call: Call, _ response: HTTPResponse? = nil, _ complaints: Complaints? = nil) -> SegmentError.Context
  {
    var context = SegmentError.Context(
      doing: shownOwn(call.doing), method: call.request.method.rawValue, path: shownOwn(call.path))
    context.status = response?.status
    // A malformed request names every field that is wrong; a handful tells what to do.
    context.messages = (complaints?.errors.compactMap(\.text) ?? []).prefix(5).map(shown)
    context.requestID = response?.fields.first { $0.name.lowercased().hasSuffix("request-id") }.map { shown($0.value) }
    return context
  }

  /// Words of our own and of the transport: a token of a letter or two (`x`, in a test) would stand in them by chance.
  private func shownOwn(_ text: String) -> String { ShownText.of(text, hiding: token.isShort ? nil : token) }

  private func shown(_ text: String) -> String { ShownText.of(text, hiding: token) }

  private func refusal(_ response: HTTPResponse, to call: Call) -> SegmentError {
    let complaints = Complaints.read(response.body)
    let context = context(of: call, response, complaints)
    switch response.status {
    case 300..<400:
      return .notUnderstood(context, what: "a redirect; the token must not travel, so none is followed")
    case 400..<500 where response.status != 408 && leftOut(response.status, complaints, call):
      return .notOnThisPlan(context)
    case 401: return .unauthorized(context)
    case 403: return .forbidden(context)
    case 404 where complaints == nil:
      // A proxy or a wrong address also says 404, and must not read as "this person is gone".
      return .notUnderstood(context, what: "a 404 without Segment's error envelope; check the API's address")
    case 404: return .notFound(context)
    case 408, 500...: return .serverError(context.waiting(RateLimitFields(response.fields, serverNow: nil).retryAfter))
    case 429: return .rateLimited(context, limitation(response, complaints))
    case 400..<500: return .rejected(context)
    default: return .notUnderstood(context, what: "a status that no request of ours can have")
    }
  }

  /// What the answer alone says; what those before it said of the endpoint, the connection knows.
  private func limitation(_ response: HTTPResponse, _ complaints: Complaints?) -> Limitation {
    // Without a `Date` there is nothing to hold a date against, and dates far off would be waits for ever.
    let fields = RateLimitFields(response.fields, serverNow: nil)
    if let wait = fields.refusal(complaints) { return Limitation(of: .endpoint, wait: wait, stated: wait) }
    return Limitation(
      of: complaints == nil ? .somethingBefore : .token, wait: .zero,
      stated: fields.retryAfter.map { $0 + Budget.margin })
  }

  private func leftOut(_ status: Int, _ complaints: Complaints?, _ call: Call) -> Bool {
    guard let complaints, status != 401, status != 429 else { return status == 402 }
    return status == 402 || complaints.errors.contains(where: \.speaksOfThePlan)
      || call.endpoint.refusalsByPlan.contains(status)
  }
}

extension SegmentError.Context {
  fileprivate func waiting(_ duration: Duration?) -> Self {
    var context = self
    context.retryAfter = duration
    return context
  }
}

extension Complaint {
  /// "Your plan does not include User Groups" is the wording that was seen; a *tracking plan* is something else.
  fileprivate var speaksOfThePlan: Bool {
    let words = (message ?? "").lowercased()
    return ["your plan", "current plan", "workspace plan", "workspace's plan"].contains { words.contains($0) }
      && ["not include", "not available", "not support", "upgrade"].contains { words.contains($0) }
  }
}
