/// Finds sets that several subjects share, so that each can be written once and named.
///
/// What one subject has whole is a candidate, the largest first; it becomes a part where it is contained in what is left
/// of at least two subjects. Common leftovers that no subject has whole are coincidence more often than a team.
struct Factoring<Element: Hashable & Comparable> {
  struct Part {
    let elements: [Element]
    /// The subjects that have this and nothing else, by position.
    let wholeOf: [Int]
  }

  private(set) var parts: [Part] = []
  /// The parts of each subject, by position.
  private(set) var used: [[Int]]
  /// What is left of each subject.
  private(set) var rest: [Set<Element>]

  init(_ subjects: [Set<Element>], ofAtLeast size: Int) {
    rest = subjects
    used = Array(repeating: [], count: subjects.count)
    var holders: [Element: [Int]] = [:]
    for (at, subject) in subjects.enumerated() {
      for element in subject { holders[element, default: []].append(at) }
    }
    let candidates = Set(subjects.filter { $0.count >= size }).map { $0.sorted() }
    for candidate in candidates.sorted(by: { Self.precedes($0, $1) }) {
      take(candidate, among: candidate.map { holders[$0] ?? [] }.min { $0.count < $1.count } ?? [], subjects)
    }
  }

  private static func precedes(_ left: [Element], _ right: [Element]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count > right.count
  }

  private mutating func take(_ candidate: [Element], among possible: [Int], _ subjects: [Set<Element>]) {
    let users = possible.filter { at in candidate.allSatisfy(rest[at].contains) }
    guard users.count > 1 else { return }
    for at in users {
      rest[at].subtract(candidate)
      used[at].append(parts.count)
    }
    parts.append(
      Part(
        elements: candidate, wholeOf: possible.filter { subjects[$0].count == candidate.count && users.contains($0) }))
  }
}
