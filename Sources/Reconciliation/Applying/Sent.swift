import SegmentAPI

/// What came of a write after which the run goes on.
enum Sent<Value: Sendable> {
  case done(Value)
  /// Certainly nothing happened; a 401 or 403 that is not about the token is one of these.
  case rejected(SegmentError)
  /// It may or may not have happened.
  case unknown(SegmentError)
  /// Nothing happened, and time went by: look again, and then send it.
  case waited

  /// Nil for what ends a run.
  init?(_ answer: WriteAnswer<Value>) {
    switch answer {
    case .done(let value): self = .done(value)
    case .rejected(let error), .refused(let error): self = .rejected(error)
    case .unknown(let error): self = .unknown(error)
    case .waited: self = .waited
    case .interruptedBeforeSending: return nil
    }
  }
}

extension WriteAnswer {
  /// The same answer without its value.
  var bare: WriteAnswer<Void> {
    switch self {
    case .done: .done(())
    case .rejected(let error): .rejected(error)
    case .unknown(let error): .unknown(error)
    case .refused(let error): .refused(error)
    case .interruptedBeforeSending: .interruptedBeforeSending
    case .waited: .waited
    }
  }
}
