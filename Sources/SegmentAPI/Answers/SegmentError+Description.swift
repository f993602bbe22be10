extension SegmentError: CustomStringConvertible {
  /// What we were doing, method, path, status, Segment's message, request id; a write says whether it may have happened.
  package var description: String {
    "\(context.doing): \(context.method) \(context.path)\(findings)\(context.trailer)\(doubt)"
  }

  private var findings: String {
    switch self {
    case .unauthorized:
      "\(answered); the token is wrong, revoked, of the other region, or without Workspace Owner rights"
    case .forbidden: "\(answered); the token may not do this"
    case .notFound, .rejected: answered
    case .serverError(let context):
      answered + (context.retryAfter.map { "; it asks for a wait of \($0.inWords)" } ?? "")
    case .notOnThisPlan: "\(answered); the workspace's plan does not include this"
    case .rateLimited(_, let limitation): "\(answered)\(limitation.finding)"
    case .unreachable(_, let why), .untrusted(_, let why): " was not sent: \(why)"
    case .answerLost(_, let why): " was sent and its answer was lost: \(why)"
    case .notUnderstood(_, let what): "\(answered), which is not understood: \(what)"
    case .interrupted: " was interrupted"
    }
  }

  private var answered: String {
    context.status.map { " answered \($0)" } ?? " was held back"
  }

  private var doubt: String {
    context.method != "GET" && leavesDoubt ? "; it may or may not have happened" : ""
  }
}

extension SegmentError.Context {
  fileprivate var trailer: String {
    let said = messages.isEmpty ? "" : ": \(messages.joined(separator: "; "))"
    return said + (requestID.map { " (request id \($0))" } ?? "")
  }
}

extension Limitation {
  fileprivate var finding: String {
    let stated = stated.map { "asks for a wait of \($0.inWords), more than accord waits for one request" }
    return switch kind {
    case .endpoint: "; Segment's rate limit \(stated ?? "goes on for longer than accord waits for one request")"
    case .token:
      "; the limit of this endpoint is not used up, so it is the token that is limited, perhaps because another program uses it too"
        + (stated.map { "; Segment \($0)" } ?? "; this went on for longer than accord waits for one request")
    case .somethingBefore:
      ", which is not Segment's answer: a proxy or the like before Segment limits requests"
        + (stated.map { " and \($0)" } ?? ", for longer than accord waits for one request")
    }
  }
}

extension Duration {
  /// Whole seconds for a reader: `45 s`, `2 min 5 s`, `277 h 46 min`.
  var inWords: String {
    let seconds = components.seconds + (components.attoseconds > 0 ? 1 : 0)
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
