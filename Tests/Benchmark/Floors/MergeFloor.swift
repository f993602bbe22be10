/// Two sorted arrays of numbers, merged and their differences counted: what a comparison comes to once everything has a
/// number and an order.
struct MergeFloor {
  private let actual: [UInt64]
  private let desired: [UInt64]

  init(_ size: Size) {
    var (actual, desired) = ([UInt64](), [UInt64]())
    for person in 0..<size.people {
      for grant in 0..<size.grantsEach {
        let (isActual, isDesired) = size.presence(person: person, grant: grant)
        let packed = UInt64(person) << 32 | UInt64(grant)
        if isActual { actual.append(packed) }
        if isDesired { desired.append(packed) }
      }
    }
    (self.actual, self.desired) = (actual, desired)
  }

  /// How many stand on one side only.
  func differences() -> Int {
    var (left, right, count) = (0, 0, 0)
    while left < actual.count, right < desired.count {
      if actual[left] == desired[right] {
        (left, right) = (left + 1, right + 1)
      } else {
        count += 1
        if actual[left] < desired[right] { left += 1 } else { right += 1 }
      }
    }
    return count + (actual.count - left) + (desired.count - right)
  }
}
