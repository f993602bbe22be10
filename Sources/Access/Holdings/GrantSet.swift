/// Grants in their order, each once.
///
/// An array and not a `Set`: a subject has a handful, a workspace has millions, and a list that is sorted already, as
/// every read gives it, is taken over without a copy.
package struct GrantSet: Hashable, Sendable {
  private var sorted: [Grant]

  package init() { sorted = [] }

  package init(_ grants: [Grant]) {
    sorted = zip(grants, grants.dropFirst()).allSatisfy(<) ? grants : Set(grants).sorted()
  }

  package init(_ grants: Set<Grant>) { sorted = grants.sorted() }

  package func contains(_ grant: Grant) -> Bool { firstIndex(of: grant) != nil }

  /// Where a grant stands; nil when it does not.
  package func firstIndex(of grant: Grant) -> Int? {
    // Grants differ by their hashes at a glance; which of two comes first takes a look at their texts.
    if sorted.count <= Self.few { return sorted.withUnsafeBufferPointer { $0.firstIndex(of: grant) } }
    let place = place(of: grant)
    return place.isTaken ? place.index : nil
  }

  private static let few = 32

  /// How many are of a role. Here and not where it is asked of every person: to another target each grant is a call.
  package func count(of role: RoleID) -> Int { sorted.count { $0.role == role } }

  package mutating func insert(_ grant: Grant) {
    let place = place(of: grant)
    if !place.isTaken { sorted.insert(grant, at: place.index) }
  }

  package mutating func remove(_ grant: Grant) {
    let place = place(of: grant)
    if place.isTaken { sorted.remove(at: place.index) }
  }

  /// Where the grant is, or where it belongs.
  private func place(of grant: Grant) -> (index: Int, isTaken: Bool) {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < grant { low = middle + 1 } else { high = middle }
    }
    return (low, low < sorted.count && sorted[low] == grant)
  }
}

extension GrantSet: RandomAccessCollection, ExpressibleByArrayLiteral {
  package var startIndex: Int { 0 }
  package var endIndex: Int { sorted.count }
  package subscript(index: Int) -> Grant { sorted[index] }
  package init(arrayLiteral elements: Grant...) { self.init(elements) }
}
