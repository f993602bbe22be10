extension AccessReview {
  /// What decisions mean as edits of the policy: the least that takes away what was decided, and nothing that was not.
  ///
  /// - Parameter desired: the policy that the review was made with.
  package func decided(_ decisions: [Decision], _ desired: DesiredState) -> DecidedReview {
    var deciding = Deciding(self, decisions, desired)
    deciding.decide()
    return deciding.result
  }
}

/// Decisions while they are weighed.
struct Deciding {
  let review: AccessReview
  let desired: DesiredState
  private let decisions: [Decision]
  private let words: [AccessRow.Identity: Decision]
  /// The address by which the policy declares whoever has or had another.
  private let addresses: [Email: Email]
  /// The rows of each place in a group, and of each role of a group.
  private let places: [Seat: [AccessRow]]
  private let roles: [GroupRole: [AccessRow]]
  /// Decisions that take somebody's whole account, clear or not.
  private let accountRemovals: [Email: Decision]
  /// Whoever leaves, with the line that says so.
  private var leaving: [Email: Int] = [:]
  private var steps: [PolicyEdit: [Int]] = [:]
  private var settled: [DecidedReview.Settled] = []
  private var unclear: [UnclearDecision] = []

  private struct Seat: Hashable {
    let person: Email
    let group: GroupKey
  }

  private struct GroupRole: Hashable {
    let group: GroupKey
    let grant: Grant
  }

  init(_ review: AccessReview, _ decisions: [Decision], _ desired: DesiredState) {
    self.review = review
    self.desired = desired
    self.decisions = decisions
    words = Dictionary(decisions.map { ($0.row.way, $0) }, uniquingKeysWith: { first, _ in first })
    let addresses = Dictionary(
      desired.people.filter { $0.presence == .declared }.flatMap { person in
        ([person.email] + person.previously).map { ($0, person.email) }
      }, uniquingKeysWith: { first, _ in first })
    self.addresses = addresses
    accountRemovals = Dictionary(
      decisions.filter(Self.takesAccount).compactMap { decision in
        decision.row.person.map { (addresses[$0] ?? $0, decision) }
      }, uniquingKeysWith: { first, _ in first })
    var (places, roles) = ([Seat: [AccessRow]](), [GroupRole: [AccessRow]]())
    for row in review.rows {
      guard let group = row.group?.key else { continue }
      if let person = row.person {
        places[Seat(person: addresses[person] ?? person, group: group), default: []].append(row)
      }
      if let grant = row.grant { roles[GroupRole(group: group, grant: grant), default: []].append(row) }
    }
    (self.places, self.roles) = (places, roles)
  }

  var result: DecidedReview {
    let ordered = steps.map { DecidedReview.Step(edit: $0.key, lines: $0.value.sorted(), notes: notes(on: $0.key)) }
      .sorted { ($0.lines.first ?? 0, "\($0.edit)") < ($1.lines.first ?? 0, "\($1.edit)") }
    return DecidedReview(
      steps: ordered, settled: settled.sorted { $0.decision.line < $1.decision.line }, unclear: unclear.sorted())
  }

  mutating func decide() {
    for decision in decisions where Self.takesAccount(decision) { removeAccount(decision) }
    for decision in decisions where !Self.takesAccount(decision) {
      switch decision.word {
      case .keep: keep(decision)
      case .remove: remove(decision)
      }
    }
  }

  private mutating func edit(_ edit: PolicyEdit, for decision: Decision) {
    steps[edit, default: []].append(decision.line)
  }

  private mutating func settle(_ decision: Decision, _ why: String) {
    settled.append(DecidedReview.Settled(decision: decision, why: why))
  }

  private mutating func doubt(_ decision: Decision, _ message: String) {
    unclear.append(UnclearDecision(line: decision.line, message))
  }

  private func word(_ row: AccessRow) -> Decision.Word? { words[row.way]?.word }

  private static func takesAccount(_ decision: Decision) -> Bool {
    decision.word == .remove && decision.row.gain.isAccount && decision.row.outlook != .goes
  }
}

// What is kept.
extension Deciding {
  private mutating func keep(_ decision: Decision) {
    let row = decision.row
    if let leaving = row.person.flatMap({ accountRemovals[identity($0)] }) {
      doubt(decision, "kept, while line \(leaving.line) takes the whole account; decide one of them otherwise")
    } else if row.outlook != .goes {
      settle(decision, row.outlook == .comes ? "the next apply gives it" : "it stays")
    } else {
      adopt(decision)
    }
  }

  /// To keep what the policy takes away, the policy has to say so.
  private mutating func adopt(_ decision: Decision) {
    let row = decision.row
    let wayOut = "the policy takes it away: \(row.detail.isEmpty ? row.standing.rawValue : row.detail)"
    guard row.standing == .undeclared, let person = row.person, let email = declared(person),
      review.person(person)?.link?.standing == .declared
    else {
      return doubt(decision, "kept, but \(wayOut); change the policy there, or decide remove")
    }
    switch (row.gain, row.group) {
    case (.grant(let grant), nil):
      do throws(GrantWords.Unsayable) {
        let written = try review.words.written(grant)
        guard !isListed(written, of: email) else {
          return doubt(decision, "kept, but \(wayOut); the policy gives it under another address already")
        }
        edit(.addGrant(.person(email), written), for: decision)
      } catch {
        doubt(decision, "kept, but no policy can write this grant: \(error.why)")
      }
    case (.grant, let group?), (.membership, let group?):
      guard let name = declaredGroup(group), row.isDeclaredButForItsMember, !isListed(email, in: name) else {
        return doubt(decision, "kept, but \(wayOut); accord import --update writes it into the policy")
      }
      let others = seats(row, group).filter { word($0) != .keep && $0.holding != .notHeld }
      guard others.isEmpty else { return doubt(decision, whatElse("stays", with: others, name)) }
      edit(.addMembership(email, group: name), for: decision)
    case (.account, _), (.invite, _), (.notUnderstood, _), (.membership, nil):
      doubt(decision, "kept, but \(wayOut); accord import --update writes it into the policy")
    }
  }

  /// Whether a group's list has somebody already, if only under another address.
  private func isListed(_ email: Email, in name: String) -> Bool {
    guard case .written(let members, _)? = desired.groups.first(where: { $0.name == name })?.members else {
      return true
    }
    return members.contains { $0.person == email }
  }

  private func isListed(_ grant: WrittenGrant, of email: Email) -> Bool {
    guard case .written(let grants, _)? = desired.people.first(where: { $0.email == email })?.roles else {
      return false
    }
    return grants.contains { WrittenGrant($0) == grant }
  }

  /// The address that the policy declares somebody by.
  private func declared(_ email: Email) -> Email? { addresses[email] }

  /// What tells people apart, whatever addresses they have.
  private func identity(_ email: Email) -> Email { addresses[email] ?? email }

  /// The rows of one person's place in a group.
  private func seats(_ row: AccessRow, _ group: GroupReference) -> [AccessRow] {
    row.person.map { places[Seat(person: identity($0), group: group.key)] ?? [] } ?? []
  }

  /// The name that the policy declares a group by.
  private func declaredGroup(_ group: GroupReference) -> String? {
    let byID = desired.groups.first { $0.id != nil && $0.id == group.id }
    return (byID ?? desired.groups.first { $0.name == group.name || $0.previously.contains(group.name) })?.name
  }
}

// What is removed.
extension Deciding {
  private mutating func remove(_ decision: Decision) {
    let row = decision.row
    if row.outlook == .goes { return settle(decision, "the next apply takes it away: \(row.reasonToGo)") }
    if let line = row.person.flatMap({ leaving[identity($0)] }) {
      return settle(decision, "goes with the account, line \(line)")
    }
    if let obstacle = obstacle(to: row) { return doubt(decision, obstacle) }
    switch (row.gain, row.group) {
    case (.grant(let grant), nil): removeDirect(decision, grant)
    case (.grant, let group?), (.membership, let group?): removeThroughGroup(decision, group)
    case (.account, _), (.invite, _), (.notUnderstood, _), (.membership, nil):
      doubt(decision, "no policy can express it; take it away in Segment")
    }
  }

  private func obstacle(to row: AccessRow) -> String? {
    if let person = row.person, let guardrail = protection(of: person) {
      return "the guardrail \(guardrail) protects \(person); take them out of it first"
    }
    return row.obstacle
  }

  private func protection(of email: Email) -> String? {
    let addresses = Set([email, declared(email) ?? email])
    return desired.guardrails.first { guardrail in
      guard case .protectedPeople(let people) = guardrail.rule else { return false }
      return !addresses.isDisjoint(with: people)
    }?.name
  }

  private mutating func removeAccount(_ decision: Decision) {
    guard let person = decision.row.person else { return }
    if let obstacle = obstacle(to: decision.row) { return doubt(decision, obstacle) }
    guard desired.manage.people != .unmanaged else {
      return doubt(decision, "people: unmanaged; the identity provider decides who is here, so take them away there")
    }
    let kept = decisions.filter { other in
      other.word == .keep && other.row.person.map(identity) == identity(person)
    }
    guard kept.isEmpty else {
      let lines = kept.map { String($0.line) }.joined(separator: ", ")
      return doubt(decision, "takes the whole account, while line \(lines) keeps something of it; decide alike")
    }
    leaving[identity(person)] = decision.line
    edit(.depart(declared(person) ?? person), for: decision)
  }

  private mutating func removeDirect(_ decision: Decision, _ grant: Grant) {
    let written = Set(decision.row.links.flatMap(\.entries).compactMap(\.written))
    guard !written.isEmpty, let email = decision.row.person.flatMap(declared) else {
      return doubt(
        decision,
        "the policy leaves it alone (\(decision.row.detail)); write roles: for them, without this one, or take it away in Segment"
      )
    }
    for entry in written { edit(.removeGrant(.person(email), entry), for: decision) }
  }

  private mutating func removeThroughGroup(_ decision: Decision, _ group: GroupReference) {
    guard let name = declaredGroup(group) else {
      return doubt(
        decision, "the policy does not declare the group \(group.name); declare it, or take it away in Segment")
    }
    let seats = seats(decision.row, group)
    let others = seats.filter { !isGivenUp($0) }
    if !seats.isEmpty, others.isEmpty {
      removeMembership(decision, name)
    } else if let grant = decision.row.grant, isGone(grant, group) {
      removeRole(decision, grant, name)
    } else {
      doubt(decision, whatElse("goes", with: others, name))
    }
  }

  private mutating func removeMembership(_ decision: Decision, _ group: String) {
    guard let link = decision.row.links.first(where: { $0.part == .membership }), !link.entries.isEmpty,
      let email = decision.row.person.flatMap(declared)
    else {
      let standing = decision.row.links.last.map { "\($0.standing.rawValue): \($0.detail)" } ?? "not declared"
      return doubt(decision, "the policy does not decide who is in \(group) (\(standing)); take it away there")
    }
    edit(.removeMembership(email, group: group), for: decision)
  }

  /// Whether everybody is decided to lose a role of a group.
  private func isGone(_ grant: Grant, _ group: GroupReference) -> Bool {
    let rows = roles[GroupRole(group: group.key, grant: grant)] ?? []
    return rows.allSatisfy { isGivenUp($0) || $0.person.map { leaving[identity($0)] != nil } ?? false }
  }

  /// Whether nobody wants a row: decided, going anyway, or not there yet and not asked for.
  private func isGivenUp(_ row: AccessRow) -> Bool {
    switch word(row) {
    case .remove: true
    case .keep: false
    case nil: row.outlook != .stays
    }
  }

  private mutating func removeRole(_ decision: Decision, _ grant: Grant, _ group: String) {
    guard review.names.role(grant.role) != Role.baseName || grant.scope != .workspace else {
      return doubt(decision, "\(Role.baseName) stays wherever it is held; take the person out of \(group)")
    }
    let written = Set(decision.row.links.filter { $0.part == .role }.flatMap(\.entries).compactMap(\.written))
    guard !written.isEmpty else {
      return doubt(decision, "the policy leaves the roles of \(group) alone; take it away in Segment")
    }
    for entry in written { edit(.removeGrant(.group(group), entry), for: decision) }
  }

  private func whatElse(_ verb: String, with others: [AccessRow], _ group: String) -> String {
    let names = others.map { row in
      let line = words[row.way].map { "line \($0.line) says \($0.word.rawValue)" } ?? "not decided"
      return "\(row.grant.map(review.names.grant) ?? "the membership") (\(line))"
    }
    guard !names.isEmpty else {
      return "\(group) gives it to others too, who are not decided to lose it; decide alike for all, or for the person"
    }
    return "it \(verb) with \(group), which also gives \(names.joined(separator: ", ")); decide alike"
  }
}

// What is said besides.
extension Deciding {
  /// Ways by which the person still has what an edit takes away.
  private func notes(on edit: PolicyEdit) -> [String] {
    let lost = decisions.filter { decision in
      decision.word == .remove && (steps[edit] ?? []).contains(decision.line)
    }
    let notes = lost.flatMap { decision -> [String] in
      guard let person = decision.row.person, let grant = decision.row.grant, !decision.row.gain.isAccount else {
        return []
      }
      let still = review.rows.filter { row in
        row.person == person && row.grant == grant && row.outlook != .goes && word(row) != .remove
      }
      return still.map { row in
        "\(person) still has \(review.names.grant(grant)) \(row.group.map { "through group \($0.name)" } ?? "directly")"
      }
    }
    return Set(notes).sorted()
  }
}
