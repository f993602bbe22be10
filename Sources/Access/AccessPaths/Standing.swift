/// How what is held stands to what the policy says: in words that a report shows as they are.
package enum Standing: String, Hashable, Sendable, CaseIterable, Comparable {
  /// No policy was given.
  case unjudged = "no policy"
  case declared
  /// The policy leaves it to somebody else: `roles: unmanaged`, `members: unmanaged`, `people: unmanaged`.
  case unmanaged
  case ignored
  /// Not read whole, or a name that may mean several things.
  case unclear
  /// Declared and not held.
  case missing
  case undeclared
  /// Held although its `until` has passed.
  case ended
  /// Held by somebody whom the policy has leave, or through a group that it deletes.
  case departed

  /// The later one is what a way of several links is called.
  package static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }
  private var rank: Int { Standing.allCases.firstIndex(of: self) ?? 0 }
}
