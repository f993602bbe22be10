internal import Access
internal import Planning

/// One grant in the words of a policy, and what its resource is called where the words have only its id.
struct ImportedGrant: Hashable, Comparable {
  let written: WrittenGrant
  let called: String?

  /// What stands behind `role:`: a name, or `id/…`.
  var role: String { written.role.description }

  static func < (left: ImportedGrant, right: ImportedGrant) -> Bool { left.written < right.written }
}

/// What a policy says of a subject's roles.
enum WrittenRoles: Hashable {
  /// Exactly these.
  case list([ImportedGrant])
  /// `unmanaged`, and why: a list without what cannot be said would take that away.
  case leftAlone([String])

  init(_ grants: [Grant], notUnderstood: [String], in words: GrantWords) {
    let (written, unsayable) = words.list(grants, notUnderstood: notUnderstood)
    let grants = written.map { ImportedGrant(written: $0, called: words.called($0)) }
    self = unsayable.isEmpty ? .list(grants) : .leftAlone(unsayable)
  }
}
