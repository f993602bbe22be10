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

  package var isWrite: Bool { method != "GET" }
}
