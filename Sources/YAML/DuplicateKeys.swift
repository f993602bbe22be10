/// Keys that stand twice in a mapping, which libyaml lets pass: the last would win.
///
/// Keys are compared by their bytes: Swift's equality of strings takes U+212A (the Kelvin sign) for `K`, and two
/// addresses that differ so are two people.
enum DuplicateKeys {
  struct Duplicate {
    let first: Int
    let at: Int
  }

  static func find(in pairs: [Pair]) -> [Duplicate] {
    // Most mappings have a handful of keys, for which hashing costs more than looking.
    pairs.count <= 8 ? findByLooking(pairs) : findByHashing(pairs)
  }

  private static func findByLooking(_ pairs: [Pair]) -> [Duplicate] {
    var found: [Duplicate] = []
    for at in pairs.indices.dropFirst() {
      for first in 0..<at where areEqual(pairs[first].key.text, pairs[at].key.text) {
        found.append(Duplicate(first: first, at: at))
        break
      }
    }
    return found
  }

  /// Strings with equal bytes are equal strings, and those have a fast path; only then are the bytes looked at.
  private static func areEqual(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.elementsEqual(right.utf8)
  }

  /// An open table of places in `pairs`, at most half full: a dictionary would keep a second copy of every key.
  private static func findByHashing(_ pairs: [Pair]) -> [Duplicate] {
    let mask = 1 << (Int.bitWidth - pairs.count.leadingZeroBitCount + 1) - 1
    var (found, table) = ([Duplicate](), [Int32](repeating: -1, count: mask + 1))
    for at in pairs.indices {
      var slot = hash(pairs[at].key.text) & mask
      while table[slot] >= 0, !areEqual(pairs[Int(table[slot])].key.text, pairs[at].key.text) {
        slot = (slot + 1) & mask
      }
      if table[slot] >= 0 {
        found.append(Duplicate(first: Int(table[slot]), at: at))
      } else {
        table[slot] = Int32(at)
      }
    }
    return found
  }

  /// Seeded anew in every process, so that nobody can choose keys that collide.
  private static func hash(_ text: String) -> Int {
    var (text, hasher) = (text, Hasher())
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return hasher.finalize()
  }
}
