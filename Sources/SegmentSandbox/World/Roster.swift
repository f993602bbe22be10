/// Values in the order they came, each found by its key in constant time.
///
/// Segment documents no order for any list; that of creation is the sandbox's default, and paging needs a stable one.
package struct Roster<Value: Sendable>: Sendable {
  private var order: [String] = []
  private var byKey: [String: Value] = [:]

  package init() {}

  /// Every value, oldest first.
  package var values: [Value] { order.compactMap { byKey[$0] } }
  /// Every key, oldest first.
  package var keys: [String] { order }
  package var count: Int { order.count }
  package var isEmpty: Bool { order.isEmpty }

  /// Whether any value, in whatever order they are looked at, is one of those.
  package func contains(where isWanted: (Value) -> Bool) -> Bool { byKey.values.contains(where: isWanted) }

  /// Setting nil removes; setting a new key appends; setting a known key keeps its place.
  package subscript(key: String) -> Value? {
    get { byKey[key] }
    set {
      if let newValue {
        if byKey.updateValue(newValue, forKey: key) == nil { order.append(key) }
      } else if byKey.removeValue(forKey: key) != nil {
        order.removeAll { $0 == key }
      }
    }
  }

  /// Changes the value in its place; nothing happens when there is none.
  package mutating func update(_ key: String, _ change: (inout Value) -> Void) {
    guard var value = byKey[key] else { return }
    change(&value)
    byKey[key] = value
  }
}
