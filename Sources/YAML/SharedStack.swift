/// The items of all collections that are still being read, those of the innermost on top.
///
/// An array of its own for each collection would be moved five times on its way to twenty items, and keep room for
/// thirty-two.
struct SharedStack<Item>: ~Copyable {
  private var base: UnsafeMutablePointer<Item>
  private var capacity = 64
  private(set) var count = 0

  init() { base = .allocate(capacity: capacity) }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  mutating func push(_ item: consuming Item) {
    if count == capacity { grow() }
    (base + count).initialize(to: item)
    count += 1
  }

  /// Takes off what lies above the first `height` items, in the order it was pushed, as an array with nothing to spare.
  mutating func take(above height: Int) -> [Item] {
    let (items, taken) = (base + height, count - height)
    // An array with room for nothing is one that all threads share, and the initializer below would write to it.
    guard taken > 0 else { return [] }
    count = height
    return Array(unsafeUninitializedCapacity: taken) { room, written in
      room.baseAddress?.moveInitialize(from: items, count: taken)
      written = taken
    }
  }

  private mutating func grow() {
    let wider = UnsafeMutablePointer<Item>.allocate(capacity: capacity * 2)
    wider.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (wider, capacity * 2)
  }
}
