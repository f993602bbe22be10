import Access
import Syntax

/// People as the bytes that a digest is taken over: each distinct grant written once, each person's grants as numbers.
struct DigestedPeople {
  private(set) var bytes: [UInt8] = []

  /// - Parameter people: sorted, so that the order of a read changes nothing.
  init(_ people: [ActualPerson]) {
    let numbered = NumberedGrants(people)
    let (grants, numbers) = (numbered.grants, numbered.numbers)
    bytes.reserveCapacity(numbers.count * 4 + people.count * 100)
    append(number: grants.count)
    for grant in grants { append(text: grant.snapshotJSON(Names()).line) }
    var next = 0
    for person in people {
      append(text: person.id.text)
      append(text: person.email.key)
      append(text: person.name)
      append(number: person.notUnderstood.count)
      for text in person.notUnderstood.sorted() { append(text: text) }
      let end = next + person.grants.count
      append(number: person.grants.count)
      for number in numbers[next..<end].inOrder { append(number: Int(number)) }
      next = end
    }
  }

  /// With its length before it, so that no two lists of texts look the same.
  private mutating func append(text: String) {
    append(number: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Four bytes each.
  private mutating func append(number: Int) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes.append(contentsOf: $0) }
  }
}

extension ArraySlice<UInt32> {
  /// Sorted; as it is where it is sorted already, as the grants of people are.
  fileprivate var inOrder: ArraySlice<UInt32> { zip(self, dropFirst()).allSatisfy(<=) ? self : sorted()[...] }
}
