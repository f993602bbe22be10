/// The name closest to a mistyped one, if one is close enough to be meant: up to a third of its letters wrong, at least
/// two for a transposition or a slip in a short word. Of two equally close ones the first.
func nearest(to word: String, among names: [String]) -> String? {
  let limit = max(2, word.count / 3)
  let close = names.map { (name: $0, distance: editDistance(word, $0)) }.filter { $0.distance <= limit }
  return close.min { $0.distance < $1.distance }.flatMap { $0.distance < word.count ? $0.name : nil }
}

/// How many letters have to be put in, taken out, replaced or swapped with their neighbour (optimal string alignment).
func editDistance(_ left: String, _ right: String) -> Int {
  let (left, right) = (Array(left), Array(right))
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in left.indices {
    var next = [row + 1]
    for column in right.indices {
      let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(replaced, last[column + 1] + 1, next[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforeLast[column - 1] + 1)
      }
      next.append(best)
    }
    (beforeLast, last) = (last, next)
  }
  return last[right.count]
}
