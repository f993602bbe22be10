/// How long an exchange may take and how large an answer may be before it is abandoned.
package struct TransportLimits: Hashable, Sendable {
  /// Name, connection and TLS together.
  package var connect: Duration = .seconds(10)
  /// From the start of a request to the end of its answer.
  package var total: Duration = .seconds(60)
  /// How long an answer may come in at less than a few bytes a second.
  package var stall: Duration = .seconds(30)
  /// In bytes, after decoding; a page of 1000 users is some 200 KB.
  package var body = 64 << 20
  /// In bytes, of all head lines together.
  package var head = 256 << 10

  package init() {}
}
