/// A change that a run leaves out on purpose.
package struct LeftOut: Hashable, Sendable {
  package var change: Change
  /// In words.
  package var why: String

  package init(_ change: Change, why: String) {
    self.change = change
    self.why = why
  }
}
