/// A place in a policy file, printed `people.yaml:12:3`.
package struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file's path as diagnostics show it: relative to the policy directory.
  package let file: String
  // Half the words: every grant of a policy has a place.
  private let packedLine: UInt32
  private let packedColumn: UInt32

  package init(file: String, line: Int, column: Int) {
    self.file = file
    packedLine = UInt32(clamping: line)
    packedColumn = UInt32(clamping: column)
  }

  /// Counted from 1.
  package var line: Int { Int(packedLine) }
  /// Counted from 1, in Unicode scalars.
  package var column: Int { Int(packedColumn) }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
