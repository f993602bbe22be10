/// Did-you-mean: the nearest of some names.
package enum NearestName {
  /// The candidate that needs the fewest edits, if they are few enough that a slip explains them: at most a third of
  /// the name's length, and at least two. Ties go to the first in order.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let bound = max(2, name.count / 3)
    let scored = Set(candidates).sorted().map {
      (name: $0, edits: edits(from: folded(name), to: folded($0), bound: bound))
    }
    // A name of which every letter would change was not meant.
    return scored.filter { $0.edits <= bound && $0.edits < name.count }.min { $0.edits < $1.edits }?.name
  }

  /// Whether Workspace Owner may be offered: only for a difference of case or at most two letters, because whoever
  /// accepts a suggestion without reading it must not hand out the workspace.
  package static func mayOffer(owner: String, for name: String) -> Bool { areNear(owner, name, letters: 2) }

  /// Whether two names differ by so few letters, their case aside, that one may be a slip for the other.
  package static func areNear(_ name: String, _ other: String, letters: Int) -> Bool {
    edits(from: folded(name), to: folded(other), bound: letters) <= letters
  }

  private static func folded(_ name: String) -> [Character] { Array(name.lowercased()) }

  /// How many letters have to be put in, taken out, replaced or swapped with their neighbour (optimal string
  /// alignment); anything over the bound is returned as bound + 1.
  private static func edits(from: [Character], to: [Character], bound: Int) -> Int {
    guard abs(from.count - to.count) <= bound else { return bound + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in from.indices {
      var next = [row + 1]
      for column in to.indices {
        let replaced = last[column] + (from[row] == to[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        next.append(best)
      }
      (beforeLast, last) = (last, next)
    }
    return min(last[to.count], bound + 1)
  }
}
