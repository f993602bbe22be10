import Access

/// How large a workspace and its policy are. Everything made from a size is the same on every machine.
struct Size {
  var people: Int
  var groups: Int
  /// Direct grants of each person, each on a source of its own.
  var grantsEach: Int
  /// Of a thousand direct grants, how many are only in the policy or only in the workspace, half of them each; spread
  /// as widely as they go, because what costs is the number of people who differ.
  var differing: Int

  /// Enough for every grant of a person to be on another one.
  var sources: Int { max(1_000, grantsEach) }

  /// Whether a grant stands in the workspace, and in the policy.
  func presence(person: Int, grant: Int) -> (actual: Bool, desired: Bool) {
    let number = person * grantsEach + grant
    guard differing > 0, (number + 1) * differing / 1_000 > number * differing / 1_000 else { return (true, true) }
    return (number / (1_000 / differing)).isMultiple(of: 2) ? (true, false) : (false, true)
  }

  func source(person: Int, grant: Int) -> Int { (person * 7 + grant * max(1, sources / grantsEach)) % sources }
  func group(person: Int) -> Int { person % groups }

  static let owner = Role(id: RoleID(id(1, of: 7)), name: Role.ownerName)
  static let base = Role(id: RoleID(id(2, of: 7)), name: Role.baseName)
  static let reader = Role(id: RoleID(id(3, of: 7)), name: "Source Read-only")
  static let admin = Role(id: RoleID(id(4, of: 7)), name: "Source Admin")
  static let roles = [owner, base, reader, admin]

  static func email(_ person: Int) -> String { "person-\(padded(person, 6))@acme.com" }
  static func slug(_ source: Int) -> String { "source-\(padded(source, 4))" }
  static func groupName(_ group: Int) -> String { "Group \(padded(group, 4))" }

  /// As long as Segment's ids, and in no order.
  static func id(_ number: Int, of kind: UInt64) -> String {
    let letters = Array("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ kind
    let bytes = (0..<22).map { _ in
      state = (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9 &+ 0x94D0_49BB_1331_11EB
      return letters[Int((state >> 33) % UInt64(letters.count))]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
