/// The name somebody probably meant, to be offered after "did you mean".
package enum NearestName {
  /// The nearest of the known names, ties by order of the alphabet; nil when none is near: at most a third of the letters
  /// may differ, and at least one may.
  package static func of(_ written: String, among known: some Sequence<String>) -> String? {
    let folded = Array(written.lowercased().unicodeScalars)
    var best: (distance: Int, name: String)?
    for name in known {
      let limit = min(best?.distance ?? .max, max(1, max(folded.count, name.unicodeScalars.count) / 3))
      guard let distance = distance(folded, Array(name.lowercased().unicodeScalars), atMost: limit) else { continue }
      // Whoever misspells something else must not be handed the keys of the workspace.
      if name == Role.ownerName, distance > 2 { continue }
      if let best, (best.distance, best.name) <= (distance, name) { continue }
      best = (distance, name)
    }
    return best?.name
  }

  /// `; did you mean X?`, or nothing.
  package static func suggestion(for written: String, among known: some Sequence<String>) -> String {
    of(written, among: known).map { "; did you mean \($0)?" } ?? ""
  }

  /// How many letters must be inserted, deleted, changed, or swapped with their neighbour; nil above the limit.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var (beforeLast, last, row) = ([Int](), [Int](), Array(0...right.count))
    for (at, letter) in left.enumerated() {
      (beforeLast, last) = (last, row)
      row = [at + 1]
      for (other, otherLetter) in right.enumerated() {
        var cost = min(last[other] + (letter == otherLetter ? 0 : 1), last[other + 1] + 1, row[other] + 1)
        if at > 0, other > 0, letter == right[other - 1], left[at - 1] == otherLetter {
          cost = min(cost, beforeLast[other - 1] + 1)
        }
        row.append(cost)
      }
      if row.min() ?? 0 > limit { return nil }
    }
    return row[right.count] <= limit ? row[right.count] : nil
  }
}
