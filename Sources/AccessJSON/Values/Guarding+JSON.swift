package import Access
import Syntax

/// Guardrails and ignore rules inside a plan, so that `apply` judges by the rules the plan was judged by.
///
/// ```json
/// "guarding": {
///   "guardrails": [
///     {"rule": "minimum-holders", "name": "minimum-holders", "role": "Workspace Owner", "count": 2, "enforce": "refuse"}
///   ],
///   "ignore": [
///     {"person": "*@segment.com", "reason": "Segment's own support staff", "until": "2027-06-30", "at": "main.yaml:3:5"}
///   ],
///   "unmanagedGroups": ["okta-all"], "groupsOfUnmanagedRoles": [], "peopleOfUnmanagedRoles": ["ada@acme.com"],
///   "peopleUnmanaged": false, "unknownProtected": ["braek-glass@acme.com"] }
/// ```
extension Guarding: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("guardrails", \.guardrails, .list(of: Guardrail.shape)),
    .required("ignore", \.ignore, .list(of: IgnoreRule.shape)),
    .required("unmanagedGroups", \.unmanagedGroups, .list(of: .text)),
    .required("groupsOfUnmanagedRoles", \.groupsOfUnmanagedRoles, .list(of: .text)),
    .required("peopleOfUnmanagedRoles", \.peopleOfUnmanagedRoles, .list(of: .email)),
    .required("peopleUnmanaged", \.peopleUnmanaged, .flag),
    .optional("unknownProtected", \.unknownProtected, .list(of: .email), else: [])
  ) { guardrails, ignore, unmanagedGroups, groupsOfUnmanagedRoles, peopleOfUnmanagedRoles, unmanaged, unknown in
    Self(
      guardrails: guardrails, ignore: ignore, unmanagedGroups: unmanagedGroups,
      groupsOfUnmanagedRoles: groupsOfUnmanagedRoles, peopleOfUnmanagedRoles: peopleOfUnmanagedRoles,
      peopleUnmanaged: unmanaged, unknownProtected: unknown)
  }
}

extension Guardrail: JSONRecord {
  package static let shape = JSONShape<Self>(
    write: { guardrail, _ in guardrail.written }, read: { json, _ in try Self(reading: json) })

  private var written: JSON {
    let head: [JSON.Member] = [.init("rule", .string(rule.word)), .init("name", .string(name))]
    return .object(head + terms + [.init("at", ifAny: at.map { JSON($0) })].compactMap(\.self))
  }

  /// What it demands, of whom, and how strictly.
  private var terms: [JSON.Member] {
    let tail: [JSON.Member?] = [
      .init("enforce", .string(enforce.rawValue)),
      .init("except", ifAny: except.isEmpty ? nil : .strings(except.map(\.text).sorted())),
    ]
    return (rule.parameters + tail).compactMap(\.self)
  }

  /// `count 10, percent 25`; with the rule's word where the name does not say it, `enforce` where it only warns.
  package var inWords: String {
    let said = terms.filter { $0.key != "enforce" || enforce != .refuse }.map(\.inWords)
    return ((name == rule.word && !said.isEmpty ? [] : [rule.word]) + said).joined(separator: ", ")
  }

  private init(reading json: JSON) throws {
    self.init(
      try Rule(json: json), name: try json.required("name") { try $0.name },
      enforce: try json.required("enforce") { try $0.word() },
      except: Set(try json.optional("except") { try $0.list(of: Exception.init(json:)) } ?? []),
      at: try json.optional("at") { try $0.place })
    try json.onlyKeys(of: written, "except", owner: rule.word)
  }
}

extension Guardrail.Rule {
  fileprivate var parameters: [JSON.Member?] {
    switch self {
    case .minimumHolders(let role, let count), .maximumHolders(let role, let count):
      [.init("role", JSON(role)), .init("count", JSON(count))]
    case .maximumRemovals(let count, let percent):
      [.init("count", ifAny: count.map { JSON($0) }), .init("percent", ifAny: percent.map { JSON($0) })]
    case .maximumChanges(let count): [.init("count", JSON(count))]
    case .protectedPeople(let people): [.init("people", .array(people.map { JSON($0) }))]
    case .allowedDomains(let domains): [.init("domains", .strings(domains))]
    case .requireExpiry(let roles, let days):
      [.init("roles", JSON(roles)), .init("withinDays", ifAny: days.map { JSON($0) })]
    case .requireReason(let roles), .forbidRole(let roles): [.init("roles", JSON(roles))]
    case .forbidDirectRoles(let roles): [.init("roles", ifAny: roles.map { JSON($0) })]
    case .separationOfDuties(let first, let second): [.init("roles", [JSON(first), JSON(second)])]
    }
  }

  fileprivate init(json: JSON) throws {
    func role() throws -> RoleReference { try json.required("role") { try $0.roleReference } }
    func roles() throws -> [RoleReference] { try json.required("roles") { try $0.roles } }
    func count() throws -> Int { try json.required("count") { try $0.count } }
    func number(_ key: String) throws -> Int? { try json.optional(key) { try $0.count } }
    func limit(_ count: Int?, _ percent: Int?) throws -> Guardrail.Rule {
      // One that limits nothing would still take the place of the built-in rule.
      guard count != nil || percent != nil else { throw JSONFault("limits neither count nor percent") }
      return .maximumRemovals(count: count, percent: percent)
    }
    let kind: Guardrail.Kind = try json.required("rule") { try $0.word() }
    self =
      switch kind {
      case .minimumHolders: .minimumHolders(try role(), count: try count())
      case .maximumHolders: .maximumHolders(try role(), count: try count())
      case .maximumRemovals: try limit(try number("count"), try number("percent"))
      case .maximumChanges: .maximumChanges(count: try count())
      case .protectedPeople: .protectedPeople(try json.required("people") { try $0.list { try $0.email } })
      case .allowedDomains: .allowedDomains(try json.required("domains") { try $0.strings })
      case .requireExpiry: .requireExpiry(try roles(), withinDays: try number("withinDays"))
      case .requireReason: .requireReason(try roles())
      case .forbidRole: .forbidRole(try roles())
      case .forbidDirectRoles: .forbidDirectRoles(try json.optional("roles") { try $0.roles })
      case .separationOfDuties: try json.required("roles") { try $0.separation }
      }
  }
}

extension Guardrail.Exception {
  fileprivate var text: String {
    switch self {
    case .person(let email): PlanOptions.Selection.person(email).description
    case .group(let name): PlanOptions.Selection.group(name).description
    }
  }

  fileprivate init(json: JSON) throws {
    switch PlanOptions.Selection(try json.text) {
    case .person(let email)?: self = .person(email)
    case .group(let name)?: self = .group(name)
    case nil: throw JSONFault("expected person/EMAIL or group/NAME")
    }
  }
}

extension IgnoreRule {
  /// What it matches: `person *@segment.com, role Source Admin`
  package var subject: String {
    let globs = [("person", person), ("group", group), ("role", role)]
    return globs.compactMap { word, glob in glob.map { "\(word) \($0.pattern)" } }.joined(separator: ", ")
  }

  /// Why and how long: `Segment's own support staff, until 2027-06-30`
  package var terms: String { until.map { "\(reason), until \($0.written)" } ?? reason }
}

extension IgnoreRule: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .optional("person", \.person, .glob), .optional("group", \.group, .glob), .optional("role", \.role, .glob),
    .required("reason", \.reason, .text), .optional("until", \.until, .expiry), .required("at", \.at, .place)
  ) { person, group, role, reason, until, at in
    // Without a pattern a rule would match everything there is.
    if person == nil, group == nil, role == nil { throw JSONFault("expected at least one of person, group, role") }
    return Self(person: person, group: group, role: role, reason: reason, until: until, at: at)
  }
}

extension JSON {
  /// As the policy writes roles: a name, or `id/…`.
  fileprivate init(_ role: RoleReference) { self = .string(role.description) }
  fileprivate init(_ roles: [RoleReference]) { self = .array(roles.map { JSON($0) }) }

  fileprivate var roles: [RoleReference] { get throws { try list { try $0.roleReference } } }

  fileprivate var separation: Guardrail.Rule {
    get throws {
      let lists = try list { try $0.roles }
      guard lists.count == 2 else { throw JSONFault("expected two lists") }
      return .separationOfDuties(lists[0], lists[1])
    }
  }
}

extension JSON.Member {
  /// `count 10`, `people ada@acme.com and bob@acme.com`
  fileprivate var inWords: String { "\(key) \(value.inWords)" }
}

extension JSON {
  fileprivate var inWords: String {
    switch self {
    case .string(let text): text
    case .array(let elements): elements.map(\.inWords).joined(separator: " and ")
    case .null, .bool, .integer, .number, .object: line
    }
  }
}
