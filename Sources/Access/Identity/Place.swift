/// A place in a policy file, printed `people.yaml:12:3`.
package struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file's path as diagnostics show it: relative to the policy directory.
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, in Unicode scalars.
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
