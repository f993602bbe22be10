/// SHA-256 as FIPS 180-4 defines it: the toolchain has none, and the standard's vectors test it.
package struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// `sha256:` and 64 lower-case hexadecimal digits.
  package static func digest(_ bytes: some Collection<UInt8>) -> String {
    bytes.withContiguousStorageIfAvailable { digest($0) } ?? Array(bytes).withUnsafeBufferPointer { digest($0) }
  }

  private static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var hash = SHA256()
    let whole = bytes.count / 64 * 64
    hash.absorb(UnsafeBufferPointer(rebasing: bytes[..<whole]))
    var tail: [UInt8] = []
    tail.reserveCapacity(128)
    tail += bytes[whole...]
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: (UInt64(bytes.count) * 8).bigEndian) { tail.append(contentsOf: $0) }
    tail.withUnsafeBufferPointer { hash.absorb($0) }
    return hash.text
  }

  private var text: String {
    var text: [UInt8] = Array("sha256:".utf8)
    text.reserveCapacity(71)
    for word in state {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: word >> shift & 0xF)
        text.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whole blocks. Through pointers: a workspace can be many megabytes, and checked arrays take twice the time.
  private mutating func absorb(_ blocks: UnsafeBufferPointer<UInt8>) {
    Self.constants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
        for start in stride(from: 0, to: blocks.count, by: 64) {
          Self.spread(blocks, from: start, over: words)
          mix(words, constants)
        }
      }
    }
  }

  /// The message schedule of the standard's section 6.2.2, with its names.
  private static func spread(
    _ blocks: UnsafeBufferPointer<UInt8>, from start: Int, over words: UnsafeMutableBufferPointer<UInt32>
  ) {
    let bytes = UnsafeRawBufferPointer(blocks)
    for at in 0..<16 {
      words[at] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + at * 4, as: UInt32.self))
    }
    for at in 16..<64 {
      let (early, late) = (words[at - 15], words[at - 2])
      let sigma0: UInt32 = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let sigma1: UInt32 = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      words[at] = words[at - 16] &+ sigma0 &+ words[at - 7] &+ sigma1
    }
  }

  /// The rest of that section.
  private mutating func mix(
    _ words: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>
  ) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    func round(_ at: Int) {
      let sum1: UInt32 = Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25)
      let choice: UInt32 = (e & f) ^ (~e & g)
      let first: UInt32 = h &+ sum1 &+ choice &+ constants[at] &+ words[at]
      let sum0: UInt32 = Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22)
      let majority: UInt32 = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ sum0 &+ majority)
    }
    // Eight at a time the letters are back in their places and nothing has to be moved.
    for at in stride(from: 0, to: 64, by: 8) {
      round(at)
      round(at + 1)
      round(at + 2)
      round(at + 3)
      round(at + 4)
      round(at + 5)
      round(at + 6)
      round(at + 7)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  private static func rotate(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
