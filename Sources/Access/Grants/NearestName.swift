/// Did-you-mean: the nearest of some names.
package enum NearestName {
  /// The candidate that needs the fewest edits, if they are few enough that a slip explains them: at most a third of
  /// the name's length, and at least two. Ties go to the first in order.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let bound = max(2, name.count / 3)
    let scored = Set(candidates).sorted().map {
      (name: $0, edits: edits(from: folded(name), to: folded($0), bound: bound))
    }
    return scored.filter { $0.edits <= bound }.min { $0.edits < $1.edits }?.name
  }

  /// Whether Workspace Owner may be offered: only for a difference of case or at most two letters, because whoever
  /// accepts a suggestion without reading it must not hand out the workspace.
  package static func mayOffer(owner: String, for name: String) -> Bool {
    edits(from: folded(name), to: folded(owner), bound: 2) <= 2
  }

  private static func folded(_ name: String) -> [Character] { Array(name.lowercased()) }

  /// Levenshtein's distance; anything over the bound is returned as bound + 1.
  private static func edits(from: [Character], to: [Character], bound: Int) -> Int {
    guard abs(from.count - to.count) <= bound else { return bound + 1 }
    var previous = Array(0...to.count)
    for (row, character) in from.enumerated() {
      var current = [row + 1]
      for (column, other) in to.enumerated() {
        current.append(
          min(previous[column + 1] + 1, current[column] + 1, previous[column] + (character == other ? 0 : 1)))
      }
      previous = current
    }
    return min(previous[to.count], bound + 1)
  }
}
