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
      if let first = pairs[..<at].firstIndex(where: { Key($0) == Key(pairs[at]) }) {
        found.append(Duplicate(first: first, at: at))
      }
    }
    return found
  }

  private static func findByHashing(_ pairs: [Pair]) -> [Duplicate] {
    var (found, firsts) = ([Duplicate](), [Key: Int](minimumCapacity: pairs.count))
    for (at, pair) in pairs.enumerated() {
      if let first = firsts[Key(pair)] {
        found.append(Duplicate(first: first, at: at))
      } else {
        firsts[Key(pair)] = at
      }
    }
    return found
  }

  private struct Key: Hashable {
    let text: String

    init(_ pair: Pair) { text = pair.key.text }

    // Strings with equal bytes are equal strings, and those have a fast path; only then are the bytes looked at.
    static func == (left: Key, right: Key) -> Bool {
      left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }
}
