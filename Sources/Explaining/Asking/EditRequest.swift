package import Access

/// What somebody asks of a policy in a sentence.
package enum EditRequest: Hashable, Sendable {
  case grant(PolicyEdit.Subject, RoleReference, [ScopeReference], PolicyEdit.Terms)
  case join(Email, group: String, PolicyEdit.Terms)
  /// Scopes are nil where none was named.
  case revoke(PolicyEdit.Subject, RoleReference, [ScopeReference]?)
  case leave(Email, group: String)
  case add(PolicyEdit.NewPerson)
  case extend(PolicyEdit.Subject, RoleReference, [ScopeReference]?, to: Expiry)
  case stay(Email, group: String, until: Expiry)
  case extendPerson(Email, to: Expiry)
  case offboard(Email)
}

/// What a request comes to.
package struct AskedEdits: Hashable, Sendable {
  /// None where the policy says it already.
  package var edits: [PolicyEdit] = []
  /// What the policy says already, a sentence each.
  package var settled: [String] = []
  /// What whoever asks should know, a sentence each.
  package var notes: [String] = []
  /// What is to be taken away, by an edit or without: other ways to it are worth knowing.
  package var taken: [Taken] = []

  /// A grant of somebody, or all that a group gives them.
  package enum Taken: Hashable, Sendable {
    case grant(Email, WrittenGrant)
    case membership(Email, group: String)
  }

  package init() {}
}

/// Why a request is not clear: nothing is guessed, and nothing edited.
package struct NotClear: Error, Hashable, Sendable {
  /// A sentence with the way out.
  package let why: String
  package let at: Place?
  /// What may have been meant, as words to be given.
  package let candidates: [String]

  init(_ why: String, at place: Place? = nil, candidates: [String] = []) {
    self.why = why
    at = place
    self.candidates = candidates
  }
}

extension EditRequest {
  /// What it means as edits of a policy: the least that makes it so.
  ///
  /// - Parameters:
  ///   - actual: a workspace, which knows more names; nil for none.
  ///   - now: what ends ends then.
  package func edits(
    of desired: DesiredState, _ actual: ActualState?, at now: Moment
  ) throws(NotClear) -> AskedEdits {
    var asking = Asking(desired, actual, now)
    switch self {
    case .grant(let subject, let role, let scopes, let terms): try asking.grant(role, on: scopes, to: subject, terms)
    case .join(let email, let group, let terms): try asking.join(email, group, terms)
    case .revoke(let subject, let role, let scopes): try asking.revoke(role, on: scopes, from: subject)
    case .leave(let email, let group): try asking.leave(email, group)
    case .add(let person): try asking.add(person)
    case .extend(let subject, let role, let scopes, let end): try asking.extend(role, on: scopes, of: subject, to: end)
    case .stay(let email, let group, let end): try asking.stay(email, in: group, until: end)
    case .extendPerson(let email, let end): try asking.extend(email, to: end)
    case .offboard(let email): try asking.offboard(email)
    }
    if let person = gaining, !asking.asked.edits.isEmpty, let manager = desired.manager(of: person) {
      asking.asked.notes.append("\(manager) is the manager of \(person), and should agree")
    }
    return asking.asked
  }

  /// Who gets something, or has it longer; nil for a group.
  private var gaining: Email? {
    switch self {
    case .grant(.person(let email), _, _, _), .extend(.person(let email), _, _, _), .join(let email, _, _),
      .stay(let email, _, _), .extendPerson(let email, _):
      email
    case .grant(.group, _, _, _), .extend(.group, _, _, _), .revoke, .leave, .add, .offboard: nil
    }
  }
}

extension DesiredState {
  fileprivate func manager(of email: Email) -> Email? { people.first { $0.email == email }?.manager }
}
