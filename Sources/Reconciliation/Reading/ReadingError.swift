package import SegmentAPI

/// Why nothing at all is known of a workspace: one sentence for the user.
package enum ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The token, the region or the rights are wrong.
  case notAllowed(SegmentError)
  /// No answer, or none that can be believed, to the first question.
  case unreachable(ReadFailure)
  /// Ctrl-C.
  case interrupted

  package var description: String {
    switch self {
    case .notAllowed(let error): "\(error)"
    case .unreachable(let failure): "\(failure)"
    case .interrupted: "interrupted while reading; nothing was changed"
    }
  }
}
