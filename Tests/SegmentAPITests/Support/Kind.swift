import SegmentAPI

/// The case of an error without what it carries.
enum Kind: Hashable, Sendable {
  case unauthorized, forbidden, notFound, notOnThisPlan, rejected, rateLimited, serverError, unreachable, untrusted,
    answerLost
  case notUnderstood, interrupted
}

extension SegmentError {
  var kind: Kind {
    switch self {
    case .unauthorized: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .notOnThisPlan: .notOnThisPlan
    case .rejected: .rejected
    case .rateLimited: .rateLimited
    case .serverError: .serverError
    case .unreachable: .unreachable
    case .untrusted: .untrusted
    case .answerLost: .answerLost
    case .notUnderstood: .notUnderstood
    case .interrupted: .interrupted
    }
  }
}
