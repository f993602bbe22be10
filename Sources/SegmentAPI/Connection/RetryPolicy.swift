/// How often and how long a connection tries before it reports that it could not.
package struct RetryPolicy: Hashable, Sendable {
  /// Times that one read is sent when Segment answers 5xx or the connection is lost.
  package var readAttempts = 4
  /// Times that a request is sent which cannot have reached Segment.
  package var connectAttempts = 3
  /// Times that one request is sent when each is answered with 429.
  package var rateLimitAttempts = 20
  /// A write that was put off for longer is not sent by what was read before; reading takes about as long itself.
  package var longestGap: Duration = .seconds(2)
  /// From the first 429 of a request to its last attempt.
  package var longestLimit: Duration = .seconds(600)
  /// The longest single wait; Segment's windows are a minute, so whoever asks for more is out of order.
  package var longestWait: Duration = .seconds(300)
  /// From the first 5xx or lost connection of a read to the last attempt at it.
  package var longestTrouble: Duration = .seconds(180)
  /// Reads of one endpoint that may fail for good, with no success between, before the rest of them is given up.
  package var failuresInARow = 3
  /// Reads of one endpoint that may be answered 401, with nothing else between, before the rest of them is given up.
  package var refusalsInARow = 20

  package init() {}
}
