internal import Access

/// Renames of which each wants the name that another gives up, in a ring: two that swap, or more.
struct RenameRings {
  /// The numbers of the edits of each.
  private(set) var rings: [EditBatch.Unit] = []

  init(_ edits: [(number: Int, edit: PolicyEdit)]) {
    find(
      edits.compactMap { number, edit in
        if case .renameGroup(let old, let new, false) = edit { (number, old, new) } else { nil }
      })
    find(
      edits.compactMap { number, edit in
        if case .changeEmail(let old, let new, false) = edit { (number, old, new) } else { nil }
      })
  }

  private mutating func find<Name: Hashable>(_ renames: [(number: Int, old: Name, new: Name)]) {
    let byOld = Dictionary(renames.map { ($0.old, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<Int> = []
    for rename in renames where !seen.contains(rename.number) {
      var (ring, next) = ([rename.number], byOld[rename.new])
      while let found = next, !ring.contains(found.number) {
        ring.append(found.number)
        next = byOld[found.new]
      }
      // A chain that only leads into a ring is none.
      guard next?.number == rename.number else { continue }
      seen.formUnion(ring)
      rings.append(ring)
    }
  }
}
