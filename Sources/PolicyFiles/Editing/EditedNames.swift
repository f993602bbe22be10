internal import Access

/// Whom edits are about: those that make, end or rename a person or a group go before or behind all others that name
/// them, in the order they were asked for.
struct EditedNames {
  private var claimed: Set<PolicyEdit.Name> = []
  private var mentioned: Set<PolicyEdit.Name> = []

  /// Whether an edit must wait for one that was taken up before it.
  func hold(_ edit: PolicyEdit) -> Bool {
    let claims = edit.claims
    return !claimed.isDisjoint(with: claims + edit.mentions) || !mentioned.isDisjoint(with: claims)
  }

  mutating func take(_ edit: PolicyEdit) {
    claimed.formUnion(edit.claims)
    mentioned.formUnion(edit.mentions)
  }
}
