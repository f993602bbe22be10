/// One request that reached the sandbox, for tests to count and read.
package struct LoggedRequest: Hashable, Sendable {
  package let method: String
  /// As it was sent, still percent-encoded.
  package let target: String
  /// Nil when it was routed nowhere.
  package let endpoint: Endpoint?
  package let body: [UInt8]
  /// What the answer said, or would have said had it not been lost; nil when the request was dropped unheard.
  package let status: Int?
  /// Since 1970.
  package let time: Duration

  /// Whether it could change the workspace.
  package var isWrite: Bool { method != "GET" }
}

/// The latest requests, so many that tests see all and so few that a server can run for weeks.
struct RequestLog {
  private static let mostEntries = 100_000
  private static let mostBytes = 64 << 20

  private(set) var entries: [LoggedRequest] = []
  private var bytes = 0

  mutating func append(_ request: LoggedRequest) {
    entries.append(request)
    bytes += request.body.count
    guard entries.count > Self.mostEntries || bytes > Self.mostBytes else { return }
    // The older half at once: dropping one at a time would move the rest each time.
    entries.removeFirst((entries.count + 1) / 2)
    bytes = entries.reduce(0) { $0 + $1.body.count }
  }
}
