package import Access

/// What edits made of a policy.
package struct EditedPolicy: Sendable {
  /// The changed files alone, each with its new bytes.
  package let changed: [PolicyText.File]
  /// One for each edit, in their order.
  package let outcomes: [EditOutcome]
  /// What the edited policy means, read from the new texts.
  package let desired: DesiredState
  /// What is to be said of it.
  package let warnings: [Diagnostic]
  /// How often all texts were read again for that: what edits cost grows with it, not with how many they are.
  package let readings: Int
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
  /// Makes edits, each on the lines it concerns and on no other.
  ///
  /// They are made in rounds, and the texts are read again after each; edits after which the policy does not mean
  /// exactly what they ask for are taken back until the one is found that is to blame, which is an outcome that says so.
  /// An edit that is in the way of another goes first, whatever the order; else the order decides, as between a new
  /// person and what is theirs. Nil when the policy has errors before any edit.
  ///
  /// - Parameter file: where new entries go if there is a choice; nil for no preference.
  package func edited(
    by edits: [PolicyEdit], _ conventions: EditManner, preferring file: String? = nil, now: Moment
  ) -> EditedPolicy? {
    guard var editor = PolicyEditor(self, edits, conventions, preferring: file, now: now) else { return nil }
    editor.makeAll()
    return EditedPolicy(
      changed: editor.changed, outcomes: editor.outcomes, desired: editor.desired, warnings: editor.warnings,
      readings: editor.readings,
      moved: editor.moved)
  }
}
