/// What became of a write. The cases differ in what is known about Segment, which is all a caller may act on.
package enum WriteAnswer<Value: Sendable>: Sendable {
  /// Segment says it was done.
  case done(Value)
  /// Certainly nothing happened: refused (4xx other than 408), still limited after bounded waits, or never sent.
  case rejected(SegmentError)
  /// It may or may not have happened: no answer, a cut one, 5xx, 408, 303, or a 2xx that cannot be believed.
  case unknown(SegmentError)
  /// 401 or 403: nothing happened. Whether that is about the token or about what was asked, Segment's documents do not say.
  case refused(SegmentError)
  /// The stop flag rose before it was sent.
  case interruptedBeforeSending
  /// Nothing happened yet: there was a wait, for a limit or a connection, and now it may be sent. Whoever decided on it by
  /// what the workspace was before looks again. Only from ``SegmentWriter/yielding``.
  case waited

  init(failure error: SegmentError) {
    switch error {
    case .unauthorized, .forbidden: self = .refused(error)
    case .notFound, .notOnThisPlan, .rejected, .rateLimited, .unreachable, .untrusted, .serverError, .answerLost,
      .notUnderstood:
      self = error.leavesDoubt ? .unknown(error) : .rejected(error)
    case .interrupted: self = .interruptedBeforeSending
    }
  }
}

extension WriteAnswer: Equatable where Value: Equatable {}
extension WriteAnswer: Hashable where Value: Hashable {}
