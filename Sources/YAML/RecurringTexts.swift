internal import Glibc

/// Makes strings of bytes, and one string of those that come again: a policy names the same resources, roles and people
/// thousands of times.
///
/// A table with one text a slot, of which the latest stays: what collides is made anew, so that nobody gains by
/// choosing texts that do.
package struct RecurringTexts: ~Copyable {
  private var slots: [String]
  /// Of a hash, so that its highest bits are left, in which every bit of a text has a say.
  private let shift: UInt64

  /// - Parameter size: in bytes, of what the texts are from; room for them grows with it.
  package init(inTextOf size: Int) {
    let bits = Int.bitWidth - 1 - min(max(size / 256, 16), 4096).leadingZeroBitCount
    slots = Array(repeating: "", count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  /// The bytes as text; they must be UTF-8.
  package mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // Up to 15 bytes a string holds in itself, and long texts do not come again.
    guard (16...64).contains(bytes.count) else { return String(decoding: bytes, as: UTF8.self) }
    let slot = Int(Self.hash(UnsafeRawBufferPointer(bytes)) >> shift)
    let last = slots[slot]
    if Self.isSame(last, bytes) { return last }
    let text = String(decoding: bytes, as: UTF8.self)
    slots[slot] = text
    return text
  }

  private static func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { known in
      guard known.count == bytes.count, let first = known.baseAddress, let second = bytes.baseAddress else {
        return false
      }
      return memcmp(first, second, known.count) == 0
    } ?? false
  }

  /// Over whole words, the last of which may overlap the one before it; at least eight bytes.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // The golden ratio's bits: a multiplication by it spreads a word upwards.
    let ratio: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash: UInt64 = 0
    for at in stride(from: 0, to: bytes.count - 8, by: 8) {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* ratio
      hash ^= hash >> 32
    }
    return (hash ^ bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)) &* ratio
  }
}
