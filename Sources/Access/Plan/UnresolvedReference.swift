/// An entry of a list of roles that leads to nothing: its source, warehouse, function, space, label or role is gone from
/// the workspace, or misspelt, or there twice.
///
/// Nothing is given for it. What it may have been written for is not taken away either: nobody can tell a deleted source
/// from a typo, and a typo must never become a removal.
package struct UnresolvedReference: Hashable, Sendable {
  /// Whose list has it.
  package enum Owner: Hashable, Sendable {
    case subject(Subject)
    /// A bundle that no list in force names; of those only roles are looked up.
    case bundle(String)
  }

  package var owner: Owner
  /// The entry in the words of the policy.
  package var written: WrittenGrant
  /// The bundle by which the subject has the entry.
  package var bundle: String?
  /// `this workspace has no source 'old-shop'`, with the nearest name.
  package var detail: String
  package var at: Place
  /// Whether the base has the entry too; nil unless the plan was compared with that of a base.
  package var mark: Change.Mark?
  /// Whether the run leaves out whatever it may hold back: `--expired-only`, and `--only` for somebody else.
  package var isOutsideSelection: Bool

  package init(
    _ owner: Owner, _ written: WrittenGrant, bundle: String? = nil, detail: String, at place: Place,
    mark: Change.Mark? = nil, isOutsideSelection: Bool = false
  ) {
    self.owner = owner
    self.written = written
    self.bundle = bundle
    self.detail = detail
    at = place
    self.mark = mark
    self.isOutsideSelection = isOutsideSelection
  }

  /// Nil for a bundle's that nobody has.
  package var subject: Subject? {
    switch owner {
    case .subject(let subject): subject
    case .bundle: nil
    }
  }

  /// Whether `plan` fails for it: not where the base has it, nor where the run leaves it out.
  package var isError: Bool { !isOutsideSelection && mark != .alreadyPending }

  /// Whether `apply` leaves something undone because of it.
  package var leavesUndone: Bool { !isOutsideSelection && subject != nil }

  /// For whoever edits the policy: the same entry is one problem, whoever has it.
  package var diagnostic: Diagnostic {
    isError ? .error(at: at, detail) : .warning(at: at, detail)
  }
}

extension UnresolvedReference: Comparable {
  /// By place, then by whom it is about: people before groups before bundles.
  package static func < (left: UnresolvedReference, right: UnresolvedReference) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.written != right.written { return left.written < right.written }
    return left.owner.sortKey.lexicographicallyPrecedes(right.owner.sortKey)
  }
}

extension UnresolvedReference.Owner {
  fileprivate var sortKey: [String] {
    switch self {
    case .subject(.person(let person)): ["0", person.email.key]
    case .subject(.group(let group)): ["1", group.name, group.id?.text ?? ""]
    case .bundle(let name): ["2", name]
    }
  }
}
