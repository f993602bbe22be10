extension Finding {
  /// What kind of drift; in the order in which reports show it, what gives too much access first.
  package enum Class: String, Hashable, Sendable, CaseIterable, Comparable {
    /// In the workspace or invited, and no file knows them.
    case undeclaredPerson = "undeclared-person"
    case undeclaredGroup = "undeclared-group"
    /// A member with a pending invite besides; drift only where a record knew the account before.
    case strayInvite = "stray-invite"
    /// The role is declared on less.
    case widened
    /// There, and in no list that names the subject.
    case unexpected
    /// An `until` has passed and the access is still there.
    case expired
    /// The role is declared on more.
    case narrowed
    case missing
    case renamed
    /// An entry names what the workspace does not have; with it whatever it may mean and nobody therefore takes away.
    case unresolved

    /// Held by somebody whose roles the policy does not write.
    case undeclaredRole = "undeclared-role"
    /// In a group whose list of members is at-least, and not in that.
    case undeclaredMembership = "undeclared-membership"
    /// Declared and invited; what the invite carries nobody can read.
    case pendingInvite = "pending-invite"
    /// The account goes by an older address than the policy's.
    case addressChanges = "address-changes"
    case protected
    case unmanaged
    case ignored

    package static func < (left: Class, right: Class) -> Bool { left.rank < right.rank }
    package var rank: Int { Class.allCases.firstIndex(of: self) ?? 0 }

    /// Whether the policy does not know what was found.
    package var isUndeclared: Bool {
      switch self {
      case .undeclaredPerson, .undeclaredGroup, .undeclaredRole, .undeclaredMembership: true
      case .strayInvite, .widened, .unexpected, .expired, .narrowed, .missing, .renamed, .unresolved, .pendingInvite,
        .addressChanges,
        .protected, .unmanaged, .ignored:
        false
      }
    }
  }
}
