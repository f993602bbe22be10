package import Access

/// What role entries of the policy lead to, each distinct pair of role and scope looked up once: a policy writes millions
/// of entries and means thousands.
struct LookedUpGrants {
  private struct Key: Hashable {
    /// A number in the place of the role: neighbours in a list mostly name the same, which is then hashed once.
    let role: Int
    let scope: ScopeReference
  }

  /// What one entry comes to.
  struct Found {
    /// Nil where something stands against it.
    var grant: Grant?
    /// Whether it is the very object that people hold.
    var isShared = false
    /// Why it cannot be told: a list that could not be read.
    var unread: String?
    /// What it names and the workspace does not have, or has twice; in words.
    var gone: String?
    /// What is to be said at the place of every such entry.
    var findings: [Finding] = []
  }

  enum Finding {
    case error(String)
    case warning(String)

    func diagnostic(at place: Place) -> Diagnostic {
      switch self {
      case .error(let message): .error(at: place, message)
      case .warning(let message): .warning(at: place, message)
      }
    }
  }

  /// In the order in which they were met.
  private(set) var all: [Found] = []
  private var numbers: [Key: Int] = [:]
  private var roles: [RoleReference: Int] = [:]
  private var lastRole: (reference: RoleReference, number: Int)?

  /// What was found for an entry; nil before it was looked up.
  subscript(entry: DesiredGrant) -> Found? {
    roles[entry.role].flatMap { numbers[Key(role: $0, scope: entry.scope)] }.map { all[$0] }
  }

  /// The place in ``all`` of what an entry leads to.
  mutating func find(_ entry: DesiredGrant, _ input: PlanningInput) -> Int {
    let key = Key(role: number(of: entry.role), scope: entry.scope)
    if let number = numbers[key] { return number }
    numbers[key] = all.count
    all.append(Found(entry.role, entry.scope, input))
    return all.count - 1
  }

  /// Puts an equal grant in the place of one that was looked up, so that whoever else holds it is compared by reference.
  mutating func share(_ grant: Grant, at place: Int) {
    if !all[place].isShared { (all[place].grant, all[place].isShared) = (grant, true) }
  }

  private mutating func number(of role: RoleReference) -> Int {
    if let lastRole, lastRole.reference == role { return lastRole.number }
    let number = roles[role] ?? roles.count
    roles[role] = number
    lastRole = (role, number)
    return number
  }
}

extension LookedUpGrants.Found {
  fileprivate init(_ reference: RoleReference, _ scope: ScopeReference, _ input: PlanningInput) {
    switch input.roles.match(reference) {
    case .problem(let message): gone = message
    case .role(let role):
      switch scope {
      case .workspace: grant = Grant(role.id)
      case .labels(let labels): find(labels, role, input)
      case .resource(let kind, let text): find(kind, text, role, input)
      }
    }
  }

  private mutating func find(_ labels: LabelSet, _ role: Role, _ input: PlanningInput) {
    let found = labels.pairs.map { input.resources.match($0) }
    let problems = found.compactMap { if case .problem(let message) = $0 { message } else { nil } }
    if !problems.isEmpty { gone = problems.joined(separator: "; ") }
    if RoleCatalog.entry(role.name)?.takesLabels == false {
      findings.append(.error("labels cannot narrow '\(role.name)'; name resources with `scope:` instead"))
    }
    guard gone == nil, findings.isEmpty else { return }
    unread = found.lazy.compactMap { if case .unread(let reason) = $0 { reason } else { nil } }.first
    if unread == nil { grant = Grant(role.id, on: .labels(labels)) }
  }

  private mutating func find(_ kind: ResourceKind, _ text: String, _ role: Role, _ input: PlanningInput) {
    switch input.resources.match(kind, text) {
    case .resource(let id): grant = Grant(role.id, on: .resource(kind, id))
    case .heldOnly(let id):
      findings = [.warning("no list shows \(kind.rawValue) '\(text)'; taken as an id because a role on it is held")]
      grant = Grant(role.id, on: .resource(kind, id))
    case .unread(let reason): unread = reason
    case .problem(let message): gone = message
    }
  }
}

extension PlanningInput {
  /// Whether the workspace has what an entry names, so that its holders can be told.
  package func has(_ grant: WrittenGrant, at place: Place) -> Bool {
    var lookedUp = LookedUpGrants()
    let found = lookedUp.find(DesiredGrant(grant.role, on: grant.scope, at: place), self)
    return lookedUp.all[found].grant != nil
  }
}
