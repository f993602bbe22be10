/// Bytes that are not JSON, and where that shows.
package struct JSONSyntaxError: Error, Hashable, CustomStringConvertible {
  package let line: Int
  /// In bytes, counted from 1.
  package let column: Int
  package let message: String

  package var description: String { "line \(line), column \(column): \(message)" }
}
