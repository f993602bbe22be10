/// An announcement that the connection waits before it goes on.
package struct Wait: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// A limit is used up: the endpoint's by its own headers, a 429, or our count; others by a 429.
    case limit(Limitation.Kind)
    /// Segment answered 5xx or the connection was lost; the request is sent again afterwards.
    case trouble
  }

  package let endpoint: Endpoint
  package let duration: Duration
  package let reason: Reason

  package init(endpoint: Endpoint, duration: Duration, reason: Reason) {
    self.endpoint = endpoint
    self.duration = duration
    self.reason = reason
  }
}
