/// Why a request came to nothing: one case for each thing that a caller can do differently.
package enum SegmentError: Error, Hashable, Sendable {
  /// 401: no token, a wrong one, one of another region, or one without the rights to this.
  case unauthorized(Context)
  /// 403: the token may not do this.
  case forbidden(Context)
  /// 404, in Segment's own words: what the path or the body names is not there.
  case notFound(Context)
  /// The workspace's plan does not include this, by Segment's message or by the refusal of a whole collection.
  case notOnThisPlan(Context)
  /// Any other 4xx, such as 400 (a rule), 409, 413 or 422 (a malformed request): nothing happened.
  case rejected(Context)
  /// 429 more often, or for longer, than patience allows: nothing happened.
  case rateLimited(Context, Limitation)
  /// 5xx or 408: Segment may or may not have acted.
  case serverError(Context)
  /// The request cannot have reached Segment.
  case unreachable(Context, why: String)
  /// The same, for a reason that another attempt does not change: the server's certificate.
  case untrusted(Context, why: String)
  /// The request was sent and no whole answer came back: Segment may or may not have acted.
  case answerLost(Context, why: String)
  /// An answer came, and not one that can be trusted: not Segment's, or not in the shape its reference gives.
  case notUnderstood(Context, what: String)
  /// The stop flag rose before the request was sent, or while a read was in flight.
  case interrupted(Context)

  /// What was being done, and what came back. Texts in it hold no token and no control character.
  package struct Context: Hashable, Sendable {
    /// In the user's words, such as "reading the roles".
    package let doing: String
    package let method: String
    /// Without the query, which may hold addresses.
    package let path: String
    package internal(set) var status: Int?
    /// Segment's own messages, in its order.
    package internal(set) var messages: [String] = []
    /// What support will ask for.
    package internal(set) var requestID: String?
    /// `Retry-After` of a 5xx.
    var retryAfter: Duration?
  }

  /// The context, whatever the case.
  package var context: Context {
    switch self {
    case .unauthorized(let context), .forbidden(let context), .notFound(let context), .notOnThisPlan(let context),
      .rejected(let context), .rateLimited(let context, _), .serverError(let context), .unreachable(let context, _),
      .untrusted(let context, _),
      .answerLost(let context, _), .notUnderstood(let context, _), .interrupted(let context):
      context
    }
  }

  /// Whether it is a 401 or 403: about the token, or about what it was used for.
  package var isRefusal: Bool {
    switch self {
    case .unauthorized, .forbidden: true
    case .notFound, .notOnThisPlan, .rejected, .rateLimited, .serverError, .unreachable, .untrusted, .answerLost,
      .notUnderstood,
      .interrupted:
      false
    }
  }

  /// Whether a write that came to this may have happened all the same.
  var leavesDoubt: Bool {
    switch self {
    case .serverError, .answerLost: true
    case .notUnderstood(let context, _):
      // A redirect is a refusal to act here, and is never followed; only 303 may be said of what was done.
      context.status == 303 || !(300..<500).contains(context.status ?? 0)
    case .unauthorized, .forbidden, .notFound, .notOnThisPlan, .rejected, .rateLimited, .unreachable, .untrusted,
      .interrupted:
      false
    }
  }

  /// The status of the answer; nil when none came.
  package var status: Int? { context.status }

  /// Whether the way to Segment or Segment itself does not work, rather than this one request.
  var isTrouble: Bool {
    switch self {
    case .serverError, .unreachable, .untrusted, .answerLost: true
    case .unauthorized, .forbidden, .notFound, .notOnThisPlan, .rejected, .rateLimited, .notUnderstood, .interrupted:
      false
    }
  }

  /// The same trouble as the reason why another request was not sent.
  func reported(for context: Context) -> SegmentError {
    let context = context.answered(as: self.context)
    return switch self {
    case .unauthorized: .unauthorized(context)
    case .forbidden: .forbidden(context)
    case .notFound: .notFound(context)
    case .notOnThisPlan: .notOnThisPlan(context)
    case .rejected: .rejected(context)
    case .rateLimited(_, let limitation): .rateLimited(context, limitation)
    case .serverError: .serverError(context)
    case .unreachable(_, let why): .unreachable(context, why: why)
    case .untrusted(_, let why): .untrusted(context, why: why)
    case .answerLost(_, let why): .answerLost(context, why: why)
    case .notUnderstood(_, let what): .notUnderstood(context, what: what)
    case .interrupted: .interrupted(context)
    }
  }
}

extension SegmentError.Context {
  /// Whether Segment refuses the number of entries that a page should have.
  var complainsOfPageSize: Bool {
    status == 422 && messages.contains { $0.lowercased().contains("count") || $0.lowercased().contains("pagination") }
  }

  fileprivate func answered(as other: Self) -> Self {
    var context = self
    context.status = other.status
    context.messages = other.messages
    context.requestID = other.requestID
    context.retryAfter = other.retryAfter
    return context
  }
}
