/// A failure as Segment words it: a status and `{"errors": [...]}`.
struct ErrorResponse: Error, Hashable {
  let status: Int
  let failures: [Failure]
  /// Header fields beyond the usual ones (`Allow`, `Retry-After`).
  var fields: [String: String] = [:]

  /// One element of `errors`. `type` is kebab-case, as in the one 400 and the one 422 that are on record.
  struct Failure: Hashable {
    let type: String
    let message: String
    var field: String?
    var data: JSON?
  }

  var body: JSON {
    [
      "errors": .array(
        failures.map { failure in
          .members([
            "type": .string(failure.type), "message": .string(failure.message),
            "field": failure.field.map(JSON.string), "data": failure.data,
          ])
        })
    ]
  }
}

extension ErrorResponse {
  private init(_ status: Int, _ type: String, _ message: String) {
    self.init(status: status, failures: [Failure(type: type, message: message)])
  }

  /// A rule of the business is broken, although the request is well formed.
  static func badRequest(_ message: String) -> ErrorResponse { ErrorResponse(400, "bad-request", message) }
  static func conflict(_ message: String) -> ErrorResponse { ErrorResponse(409, "conflict", message) }
  static func notFound(_ message: String = "Resource not found") -> ErrorResponse {
    ErrorResponse(404, "not-found", message)
  }
  static let bodyTooLarge = ErrorResponse(413, "payload-too-large", "request entity too large")
  static let unauthorized = ErrorResponse(401, "unauthorized", "Unauthorized")

  /// The schema is broken: every failure at once, Joi's words, dotted fields.
  static func invalid(_ failures: [Failure]) -> ErrorResponse { ErrorResponse(status: 422, failures: failures) }
  static func invalid(_ field: String, _ message: String) -> ErrorResponse {
    invalid([Failure(type: "input-validation", message: message, field: field)])
  }

  /// Too many at once with one token: in the words of the reference's generic example, for nobody has recorded one.
  static func tooManyAtOnce(retryAfter: Int?) -> ErrorResponse {
    var refusal = ErrorResponse(429, "RateLimited", "Rate limit exceeded")
    if let retryAfter { refusal.fields["Retry-After"] = "\(retryAfter)" }
    return refusal
  }

  static func insufficientRights(_ rule: SandboxBehaviour.RightsRule) -> ErrorResponse {
    switch rule {
    case .unauthorized: ErrorResponse(401, "unauthorized", "The token does not have the required permissions")
    case .forbidden: ErrorResponse(403, "forbidden", "The token does not have the required permissions")
    }
  }

  static func methodNotAllowed(_ allowed: Set<String>) -> ErrorResponse {
    var refusal = ErrorResponse(405, "method-not-allowed", "Method not allowed")
    refusal.fields["Allow"] = allowed.sorted().joined(separator: ", ")
    return refusal
  }
}
