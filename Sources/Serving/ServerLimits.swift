/// What a client may ask of the server's memory, threads and patience.
package struct ServerLimits: Hashable, Sendable {
  /// Request line and fields, in bytes; beyond it 431.
  package var head = 16 << 10
  /// Number of fields; beyond it 431.
  package var fields = 100
  /// Body in bytes, decoded; beyond it 413.
  package var body = 1 << 20
  /// Connections served at once. For a further one the client that has kept its connection waiting longest has to go;
  /// where all are being answered just now it is answered 503.
  package var connections = 256
  /// From the first byte of a request to the end of its head; then 408.
  package var headTime: Duration = .seconds(10)
  /// From the end of the head to the end of the body; then 408.
  package var bodyTime: Duration = .seconds(30)
  /// Between two requests of one connection; then it is closed without a word.
  package var idleTime: Duration = .seconds(60)
  /// For sending one answer.
  package var sendTime: Duration = .seconds(30)

  /// Limits that no honest client of this API meets.
  package init() {}
}
