internal import Access

/// A workspace as a policy, before it is text. Everything is sorted, each person and each group once.
struct ImportedPolicy {
  var workspace: Workspace
  var region: DesiredWorkspace.Region
  var readAt: Moment
  /// Where the state came from besides Segment; a line for the header.
  var origin: String?
  var people: [Person] = []
  var groups: [Group] = []
  /// Lists that several groups share, by name.
  var teams: [Team] = []
  var bundles: [Bundle] = []
  /// How many hold Workspace Owner today: members on the whole workspace, and everybody on any scope.
  var owners: (minimum: Int, maximum: Int) = (1, 1)
  /// Domains of everybody who is here or invited, but for those that look like a slip.
  var domains: [String] = []
  var doubtfulDomains: [DoubtfulDomain] = []
  /// Whether the identity provider owns who is here.
  var isProviders = false
  /// What no policy can say, a sentence each.
  var leftOut: [String] = []

  struct Person {
    let email: Email
    var name: String
    var roles: Roles
    var remarks: [String] = []

    var isInvited: Bool {
      if case .unmanaged(.invited) = roles { true } else { false }
    }
  }

  struct Group {
    let name: String
    /// Nil unless another group has this name too.
    var id: GroupID?
    var members: Members
    var roles: Roles
    var remarks: [String] = []

    var listedMembers: [Email] {
      if case .list(let members, _) = members { members } else { [] }
    }

    var isProviders: Bool {
      if case .unmanaged(.identityProvider) = members { true } else { false }
    }
  }

  enum Roles {
    case list([ImportedGrant], bundles: [String] = [])
    case unmanaged(Reason)
  }

  enum Members {
    case list([Email], teams: [String] = [])
    case unmanaged(Reason)
  }

  /// Why something is `unmanaged`, for the comment behind it.
  enum Reason {
    /// Nobody can read what an invite carries.
    case invited(String)
    /// The glob that gives the group to the identity provider; nil for one of all groups.
    case identityProvider(String?)
    /// A list would lose something.
    case unsayable(String)
  }

  struct Team {
    let name: String
    let members: [Email]
  }

  struct Bundle {
    let name: String
    let grants: [ImportedGrant]
  }
}

extension ImportedPolicy.Reason {
  var inWords: String {
    switch self {
    case .invited(let why), .unsayable(let why): why
    case .identityProvider(let glob): "the identity provider's" + (glob.map { " (\($0))" } ?? "")
    }
  }
}

extension ImportedPolicy {
  /// Who is declared and cannot be said whole, in words.
  var leftAlone: [String] {
    let people = people.compactMap { person -> String? in
      guard case .unmanaged(.unsayable) = person.roles else { return nil }
      return "the direct roles of \(person.email)"
    }
    let groups = groups.flatMap { group -> [String] in
      var parts: [String] = []
      if case .unmanaged(.unsayable) = group.members { parts.append("the members of \(group.name.debugDescription)") }
      if case .unmanaged(.unsayable) = group.roles { parts.append("the roles of \(group.name.debugDescription)") }
      return parts
    }
    return people + groups
  }
}
