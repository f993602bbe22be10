/// What a connection sent and met so far, endpoint by endpoint.
package struct Traffic: Hashable, Sendable {
  /// The counts of one endpoint, or of all.
  package struct Counts: Hashable, Sendable {
    /// Requests handed to the transport, whatever became of them.
    package var requests = 0
    /// Answers with status 429.
    package var rateLimited = 0
    /// Requests sent again after a 429, a 5xx or a lost connection.
    package var retries = 0
    package init() {}
  }

  package internal(set) var endpoints: [Endpoint: Counts] = [:]

  package init() {}

  /// The counts of all endpoints together.
  package var total: Counts {
    endpoints.values.reduce(into: Counts()) {
      $0.requests += $1.requests
      $0.rateLimited += $1.rateLimited
      $0.retries += $1.retries
    }
  }

  /// Requests that may change something.
  package var writes: Int { endpoints.filter { !$0.key.isRead }.values.reduce(0) { $0 + $1.requests } }

  package subscript(endpoint: Endpoint) -> Counts { endpoints[endpoint, default: Counts()] }
}
