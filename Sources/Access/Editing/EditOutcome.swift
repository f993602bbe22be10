/// What became of one edit of a policy's files.
package struct EditOutcome: Hashable, Sendable {
  package enum Result: Hashable, Sendable {
    /// The lines it touched, sorted: a line that is gone by its number before the edits, any other by its number after
    /// them, as in a diff.
    case made([Place])
    /// Nothing was changed: why, as a phrase, and the line that stands against it where there is one.
    case notMade(String, at: Place?)
  }

  package var edit: PolicyEdit
  package var result: Result

  package init(_ edit: PolicyEdit, _ result: Result) {
    self.edit = edit
    self.result = result
  }
}
