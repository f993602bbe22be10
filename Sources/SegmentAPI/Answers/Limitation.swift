/// What a 429 limits, as far as it and the answers before it tell, and what to do about it.
package struct Limitation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Requests to the endpoint: its own fields say so.
    case endpoint
    /// Something else, in Segment's words: probably how many requests are under way with the token.
    case token
    /// Whatever it is, it is not Segment that answers.
    case somethingBefore
  }

  package let kind: Kind
  /// How long to wait before the next attempt; zero where it has only to wait for other requests in flight.
  package let wait: Duration
  /// What the answer asks for; nil where it does not say.
  package let stated: Duration?

  init(of kind: Kind, wait: Duration, stated: Duration?) {
    self.kind = kind
    self.wait = wait
    self.stated = stated
  }
}
