package import Access

/// Everything the files say, in path order, nothing looked up yet.
struct Declarations: Sendable {
  var workspace: WorkspaceDeclaration?
  var people: [PersonDeclaration] = []
  var teams: [TeamDeclaration] = []
  var bundles: [BundleDeclaration] = []
  var groups: [GroupDeclaration] = []
  var guardrails: [GuardrailDeclaration] = []
  var ignore: [IgnoreRule] = []

  mutating func reserve(for files: [Declarations]) {
    people.reserveCapacity(files.reduce(0) { $0 + $1.people.count })
  }

  /// Takes over what one file declares.
  mutating func add(_ file: Declarations) {
    people += file.people
    teams += file.teams
    bundles += file.bundles
    groups += file.groups
  }
}

/// A value and where it is written.
package struct Located<Value> {
  /// What is written.
  package let value: Value
  /// Where.
  package let at: Place

  /// A value that stands at a place of a file.
  package init(_ value: Value, at place: Place) {
    self.value = value
    at = place
  }
}

extension Located: Sendable where Value: Sendable {}

struct WorkspaceDeclaration {
  /// Nil when it is missing or wrong, which is reported.
  var desired: DesiredWorkspace?
  var manage = Manage()
  /// Where `exact` stands for people, to be shown when there are none.
  var peopleAt: Place
  var include: [Located<String>] = []
}

struct PersonDeclaration {
  let email: Email
  let at: Place
  let isIncluded: Bool
  /// Where each key stands that is written: an own entry may complete an included one with keys it does not have.
  var keys = WrittenKeys()
  var name: String?
  var id: UserID?
  var previously: [Located<Email>] = []
  var roles: RolesDeclaration?
  var rolesExtent = Manage.Extent.exact
  var groups: [GroupEntry] = []
  var until: Expiry?
  var manager: Located<Email>?
  var reason: String?
  var departed: Place?
}

/// Where the keys of a person stand. Of two or three of them an array says it in a tenth of a dictionary's time.
struct WrittenKeys {
  private(set) var all: [(key: PersonKey, at: Place)] = []

  var count: Int { all.count }

  subscript(key: PersonKey) -> Place? {
    get { all.first { $0.key == key }?.at }
    set {
      all.removeAll { $0.key == key }
      if let newValue { all.append((key, newValue)) }
    }
  }
}

struct TeamDeclaration {
  let name: String
  let at: Place
  let members: [MemberEntry]
}

struct BundleDeclaration {
  let name: String
  let at: Place
  let isIncluded: Bool
  let grants: [GrantEntry]
}

struct GroupDeclaration {
  let name: String
  let at: Place
  let isIncluded: Bool
  var id: GroupID?
  var previously: [Located<String>] = []
  /// Where it says that the group is to be gone.
  var deleted: Place?
  var reason: String?
  /// Nil when it is missing or wrong, which is reported, and of a group that is deleted.
  var members: MembersDeclaration?
  var membersExtent = Manage.Extent.exact
  var roles: RolesDeclaration?
  var rolesExtent = Manage.Extent.exact
}

enum RolesDeclaration {
  case unmanaged(Place)
  case written([GrantEntry], at: Place)
}

enum MembersDeclaration {
  case unmanaged(Place)
  case written([MemberEntry], at: Place)
}

/// What may stand on any entry in mapping form, and where the entry and the name in it stand.
struct EntryDetails {
  var until: Expiry?
  var reason: String?
  let at: Place
  let nameAt: Place
}

/// An entry of `roles:` or of a bundle.
struct GrantEntry {
  enum Target {
    case role(RoleReference, [ScopeReference])
    case bundle(String)
  }

  let target: Target
  let details: EntryDetails
}

/// An entry of `members:` or of a team.
struct MemberEntry {
  enum Target {
    case person(Email)
    case team(String)
  }

  let target: Target
  let details: EntryDetails
}

/// An entry of a person's `groups:`.
struct GroupEntry {
  let group: String
  let details: EntryDetails
}

/// A guardrail whose `except:` still names teams.
struct GuardrailDeclaration {
  enum Exception {
    case person(Email)
    case group(String)
    case team(String)
  }

  var guardrail: Guardrail
  let at: Place
  let hasName: Bool
  var except: [Located<Exception>] = []
  /// Those of `protected-people`, each with its place.
  var protected: [Located<Email>] = []
}
