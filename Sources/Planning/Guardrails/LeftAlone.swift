package import Access

/// What rules leave alone: ignored, protected, unmanaged.
///
/// Planning copies all of it into the wanted state, so that no change is about it. A saved plan that has such a change
/// all the same was edited, or was made by other rules.
package struct LeftAlone {
  private let guarding: Guarding
  private let ignoring: Ignoring
  private let protected: Set<Email>
  private let before: Holdings
  /// The state that the changes lead to: whoever leaves in the same run keeps no group alive.
  private let after: Holdings
  private let allowsUndo: Bool

  /// - Parameters:
  ///   - protected: addresses that a policy protects besides those that its rules name: old ones.
  ///   - allowsUndo: whether what an undo puts back may be in what is unmanaged.
  package init(_ evaluation: GuardrailEvaluation, protected: Set<Email> = [], allowsUndo: Bool = true) {
    self.allowsUndo = allowsUndo
    guarding = evaluation.guarding
    ignoring = evaluation.ignoring
    after = evaluation.after
    before = evaluation.before
    self.protected = guarding.guardrails.reduce(into: protected) { all, guardrail in
      if case .protectedPeople(let people) = guardrail.rule { all.formUnion(people) }
    }
  }

  /// Why a change should not be there.
  package enum Objection: Hashable, Sendable, CustomStringConvertible {
    case unmanagedPeople
    case unmanagedMembers(of: String)
    case unmanagedRoles(of: Subject)
    case ignoredPerson(Email, because: String)
    case ignoredGroup(String, because: String)
    case ignoredGrant(because: String)
    case protected(Email)

    package var description: String {
      switch self {
      case .unmanagedPeople: "people are unmanaged"
      case .unmanagedMembers(let group): "the members of group \(group) are unmanaged"
      case .unmanagedRoles(.person(let person)): "the roles of \(person.email) are unmanaged"
      case .unmanagedRoles(.group(let group)): "the roles of group \(group.name) are unmanaged"
      case .ignoredPerson(let email, let reason): "\(email) is ignored (\(reason))"
      case .ignoredGroup(let group, let reason): "group \(group) is ignored (\(reason))"
      case .ignoredGrant(let reason): "it is ignored (\(reason))"
      case .protected(let email): "\(email) is protected"
      }
    }
  }

  /// Nil where nothing stands against a change.
  package func objection(to change: Change) -> Objection? {
    let isRemoval = change.kind.isRemoval
    return switch change.action.item {
    // The account stays what it is, whoever brings accounts.
    case .invite(let email) where isRemoval && change.cause == .cancelInvite: ignored(email)
    case .invite(let email): unmanagedAccount ?? (isRemoval ? kept(email) : ignored(email))
    case .account(let person): unmanagedAccount ?? (isRemoval ? kept(person.email) : ignored(person.email))
    case .group(let group):
      unmanaged(group) ?? change.action.formerName.flatMap { unmanaged(GroupReference($0)) }
        ?? (isRemoval ? keptGroup(group) : nil)
    case .grant(let grant, let subject):
      unmanagedRoles(subject, change.cause) ?? (isRemoval ? kept(grant, subject) : ignored(subject))
    case .roles(let subject): unmanagedRoles(subject, change.cause) ?? ignored(subject)
    case .membership(let person, let group) where isRemoval: unmanaged(group) ?? kept(person.email, in: group.name)
    case .membership(let person, let group):
      isUndo(change.cause) ? nil : unmanaged(group) ?? ignored(group) ?? ignored(person.email)
    }
  }

  private var unmanagedAccount: Objection? { guarding.peopleUnmanaged ? .unmanagedPeople : nil }

  private func unmanaged(_ group: GroupReference) -> Objection? {
    guarding.unmanagedGroups.contains(group.name) ? .unmanagedMembers(of: group.name) : nil
  }

  /// An undo puts whoever it invites anew back into every group they were in, and gives back what a departure took.
  /// By the file's own rules a claimed cause lets nothing through that a rule taken out of the file would not.
  private func isUndo(_ cause: Change.Cause) -> Bool { cause == .undo && allowsUndo }

  /// Whoever the policy says leaves loses unmanaged roles too.
  private func unmanagedRoles(_ subject: Subject, _ cause: Change.Cause) -> Objection? {
    if isUndo(cause) { return nil }
    return switch subject {
    case .person(let person):
      guarding.peopleOfUnmanagedRoles.contains(person.email) && !cause.isNamed
        ? .unmanagedRoles(of: subject) : nil
    case .group(let group):
      guarding.groupsOfUnmanagedRoles.contains(group.name) ? .unmanagedRoles(of: subject) : nil
    }
  }

  /// Nothing is given where everything is left to others.
  private func ignored(_ email: Email) -> Objection? {
    ignoring.person(email).map { .ignoredPerson(email, because: $0.reason) }
  }

  private func ignored(_ group: GroupReference) -> Objection? {
    ignoring.group(group.name).map { .ignoredGroup(group.name, because: $0.reason) }
  }

  private func ignored(_ subject: Subject) -> Objection? {
    switch subject {
    case .person(let person): ignored(person.email)
    case .group(let group): ignored(group)
    }
  }

  private func kept(_ email: Email) -> Objection? {
    if let rule = ignoring.person(email) { return .ignoredPerson(email, because: rule.reason) }
    return protected.contains(email) ? .protected(email) : nil
  }

  private func kept(_ email: Email, in group: String) -> Objection? {
    if let rule = ignoring.membership(email, in: group) { return .ignoredPerson(email, because: rule.reason) }
    return protected.contains(email) ? .protected(email) : nil
  }

  private func kept(_ grant: Grant, _ subject: Subject) -> Objection? {
    switch subject {
    case .person(let person):
      if let rule = ignoring.grant(grant, ofPerson: person.email) { return .ignoredGrant(because: rule.reason) }
      return protected.contains(person.email) ? .protected(person.email) : nil
    case .group(let group): return ignoring.grant(grant, ofGroup: group.name).map { .ignoredGrant(because: $0.reason) }
    }
  }

  private func keptGroup(_ group: GroupReference) -> Objection? {
    if let rule = ignoring.group(group.name) { return .ignoredGroup(group.name, because: rule.reason) }
    let was = before.groups[group.key]
    let members = (was?.members ?? []).filter(after.isPresent).sorted()
    return members.lazy.compactMap { kept($0, in: group.name) }.first
      ?? (was?.grants ?? []).sorted().lazy.compactMap { kept($0, .group(group)) }.first
  }
}
