package import Access

/// What edits made of a policy.
package struct EditedPolicy: Sendable {
  /// The changed files alone, each with its new bytes.
  package let changed: [PolicyText.File]
  /// One for each edit, in their order.
  package let outcomes: [EditOutcome]
  /// What the edited policy means, read from the new texts.
  package let desired: DesiredState
  /// By file and line before the edits, for lines that have another number now.
  let moved: [String: [Int: Int]]

  /// Where in the edited files a place of the policy before the edits is; one on a line that is gone stays as it was.
  package func place(_ before: Place) -> Place {
    Place(file: before.file, line: moved[before.file]?[before.line] ?? before.line, column: before.column)
  }
}

/// What edits leave alone besides what is ambiguous.
package enum EditManner: Hashable, Sendable {
  /// Entries with an `until:` or a `reason:` of their own are not taken out: somebody wrote down why they are there.
  case sparing
  /// Whoever asks knows what the entries say, as after an access review.
  case decided
}

extension PolicyText {
  /// Makes one edit after the other, each on the lines it concerns and on no other.
  ///
  /// The texts are read again after every edit; one after which the policy does not mean exactly what the edit asked
  /// for is taken back and is an outcome that says so. Nil when the policy has errors before any edit.
  package func edited(by edits: [PolicyEdit], _ manner: EditManner, now: Moment) -> EditedPolicy? {
    guard var editor = PolicyEditor(self, manner, now: now) else { return nil }
    for edit in edits { editor.make(edit) }
    return EditedPolicy(
      changed: editor.changed(from: self), outcomes: editor.outcomes, desired: editor.desired,
      moved: editor.moved)
  }
}
