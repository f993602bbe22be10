/// A key of one kind of mapping; its cases are in the order in which messages list them.
///
/// The reader knows these keys and no others, and the schema describes each: neither has a list of its own.
protocol PolicyKey: RawRepresentable<String>, CaseIterable, Equatable {}

extension PolicyKey {
  static var words: [String] { allCases.map(\.rawValue) }
}

/// A key of a list entry in mapping form.
protocol EntryKey: PolicyKey {
  /// Exactly one of these stands in an entry and says what it is about; text alone means the first.
  static var naming: [Self] { get }
  static var until: Self { get }
  static var reason: Self { get }
}

/// The top-level keys.
enum SectionKey: String, PolicyKey {
  case workspace, people, teams, bundles, groups, guardrails, ignore
}

enum WorkspaceKey: String, PolicyKey {
  case slug, region, include, manage
}

enum ManageKey: String, PolicyKey {
  case people
  case directRoles = "direct-roles"
  case groups
}

enum PersonKey: String, PolicyKey {
  case name, roles, groups, id, until, manager, reason, departed, previously
}

enum GroupKey: String, PolicyKey {
  case id, previously, members, roles, deleted, reason

  /// Those of a group that is to be there.
  static let ofGroup: [Self] = [.id, .previously, .members, .roles]
  /// Those of a tombstone.
  static let ofTombstone: [Self] = [.id, .previously, .deleted, .reason]
}

/// Of a list that is not all there may be.
enum ListKey: String, PolicyKey {
  case atLeast = "at-least"
}

/// Of an entry of `roles:` or of a bundle.
enum RoleEntryKey: String, EntryKey {
  case role, bundle, scope, labels, until, reason
  static let naming: [Self] = [.role, .bundle]
}

/// Of an entry of a group's `members:`.
enum MemberEntryKey: String, EntryKey {
  case person, team, until, reason
  static let naming: [Self] = [.person, .team]
}

/// Of an entry of a team.
enum TeamEntryKey: String, EntryKey {
  case person, until, reason
  static let naming: [Self] = [.person]
}

/// Of an entry of a person's `groups:`.
enum GroupEntryKey: String, EntryKey {
  case group, until, reason
  static let naming: [Self] = [.group]
}

/// Of all guardrails together; ``Access/Guardrail/Kind`` says which of them a rule takes.
enum GuardrailKey: String, PolicyKey {
  case rule, name, except, enforce, role, count, percent, people, domains, roles, within
}

enum IgnoreKey: String, PolicyKey {
  case person, group, role, reason, until
}
