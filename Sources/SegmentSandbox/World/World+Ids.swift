extension World {
  /// The forms of id seen in Segment's answers.
  enum IDForm {
    /// 22 characters: users, sources.
    case short
    /// 27 characters, KSUID-like: groups and policies.
    case long

    func id(seed: UInt64) -> String {
      let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
      var noise = SplitMix(seed: seed)
      // A KSUID begins with its time: this decade's begin with 2 or 3.
      let head = self == .short ? "" : "2s"
      let tail = (0..<(self == .short ? 22 : 25)).map { _ in alphabet[Int(noise.next() % UInt64(alphabet.count))] }
      return head + String(tail)
    }
  }

  /// An id that nothing in the world has; the same world hands out the same ids.
  mutating func issueID(_ form: IDForm) -> String {
    while true {
      idsIssued += 1
      let id = form.id(seed: fnv1a(workspace.id.utf8) &+ UInt64(bitPattern: Int64(idsIssued)))
      if people[id] == nil, groups[id] == nil, !resources.contains(where: { $0.key.id == id }) { return id }
    }
  }

  /// The id of a subject's policy: the same for the same subject, role and place among that role's policies.
  static func policyID(of subject: String, role: String, place: Int) -> String {
    IDForm.long.id(seed: fnv1a("\(subject) \(role) \(place)".utf8))
  }
}

/// SplitMix64: small, seedable, and the same on every machine.
struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// FNV-1a, 64 bits: a hash that, unlike `Hasher`, is the same in every run.
func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
