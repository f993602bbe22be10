import Access
import Planning

/// Sorts the differences and holds of a plan into findings.
struct Sorting {
  private let plan: Plan
  let input: PlanningInput
  let index: WorkspaceIndex

  init(_ plan: Plan, _ input: PlanningInput) {
    self.plan = plan
    self.input = input
    index = WorkspaceIndex(input)
  }

  func findings(since baseline: Record?) -> [Finding] {
    let parts =
      plan.changes.map(Finding.Part.change) + plan.holds.map(Finding.Part.hold)
      + plan.unresolved.compactMap { reference in reference.subject.map { .unresolved(reference, of: $0) } }
    var (widths, others) = ([SubjectRole: [Finding.Part]](), [Finding.Part]())
    var (causes, places) = ([[Finding.Part]](), [Cause: Int]())
    for part in parts {
      if let cause = cause(of: part) {
        let place = places[cause] ?? causes.count
        if places.updateValue(place, forKey: cause) == nil { causes.append([]) }
        causes[place].append(part)
        continue
      }
      let stands = [.expired, .unresolved].contains(self.class(of: part))
      if let key = SubjectRole(part), part.isDifference, !stands {
        widths[key, default: []].append(part)
      } else {
        others.append(part)
      }
    }
    var findings = others.map { Finding(self.class(of: $0), [$0]) } + causes.map(finding(ofOneCause:))
    for (key, parts) in widths { findings += compare(parts, kept: kept(key, parts)) }
    let history = baseline.map { History($0, now: input.actual) }
    return folded(findings).map { finish($0, history) }.ordered(by: \.sortKey)
  }

  private func finish(_ finding: Finding, _ history: History?) -> Finding {
    var finding = finding
    finding.details = details(of: finding)
    finding.origin = finding.isDifference || finding.kind.isInvite ? history?.origin(of: finding) : nil
    finding.ignorable = ignorable(finding)
    return finding
  }

  /// An undeclared person is one finding, with the roles that are left alone along with them; so is a declared one who is
  /// invited or to be invited, with the roles that wait for that.
  private func folded(_ findings: [Finding]) -> [Finding] {
    var whole: [Email: Int] = [:]
    var folded: [Finding] = []
    for finding in findings where finding.isWhole {
      guard let email = finding.parts[0].item.person else { continue }
      if let at = whole[email] {
        folded[at].parts += finding.parts
      } else {
        whole[email] = folded.count
        folded.append(finding)
      }
    }
    for finding in findings where !finding.isWhole {
      if finding.kind == .undeclaredRole || finding.kind == .undeclaredMembership || finding.isAwaiting,
        let at = finding.parts[0].item.person.flatMap({ whole[$0] })
      {
        folded[at].parts += finding.parts
      } else {
        folded.append(finding)
      }
    }
    // Of a width the wide scope stays first.
    for at in whole.values { folded[at].parts = folded[at].parts.ordered(by: \.sortKey) }
    return folded
  }
}

extension Sorting {
  /// Grants and revocations of one role on one subject: a wide scope in the place of narrower ones is one finding.
  private func compare(_ parts: [Finding.Part], kept: [Scope]) -> [Finding] {
    let sorted = parts.ordered(by: \.sortKey)
    var lacking = sorted.filter { !$0.kind.isRemoval }
    var (findings, surplus) = ([Finding](), [Finding.Part]())
    for part in sorted where part.kind.isRemoval {
      let instead = lacking.filter { isWider(part, $0) }
      if instead.isEmpty, !kept.contains(where: { isWider(part, $0) }) {
        surplus.append(part)
      } else {
        findings.append(Finding(.widened, [part] + instead))
        lacking.removeAll(where: instead.contains)
      }
    }
    for part in lacking {
      let instead = surplus.filter { isWider(part, $0) }
      findings.append(Finding(instead.isEmpty ? .missing : .narrowed, [part] + instead))
      surplus.removeAll(where: instead.contains)
    }
    return findings + surplus.map { Finding(.unexpected, [$0]) }
  }

  private func isWider(_ part: Finding.Part, _ other: Finding.Part) -> Bool {
    other.item.grant.map { isWider(part, $0.scope) } ?? false
  }

  private func isWider(_ part: Finding.Part, _ scope: Scope) -> Bool {
    part.item.grant?.scope.isWider(than: scope, input.actual.resources) ?? false
  }

  /// Scopes on which the subject holds the role and nothing of the plan takes it.
  private func kept(_ key: SubjectRole, _ parts: [Finding.Part]) -> [Scope] {
    let taken = Set(parts.filter(\.kind.isRemoval).compactMap(\.item.grant))
    let held: [Grant] =
      switch key.subject {
      case .person(let email): index.people[email]?.first?.grants ?? []
      case .group(let key): key.id.flatMap { index.groupsByID[$0] }?.grants ?? []
      }
    return held.filter { $0.role == key.role && !taken.contains($0) }.map(\.scope)
  }
}

extension Finding.Class {
  fileprivate var isInvite: Bool { self == .strayInvite || self == .pendingInvite }
}

extension Finding {
  /// Whether what else there is of the same person belongs to it.
  fileprivate var isWhole: Bool {
    switch kind {
    case .undeclaredPerson: true
    case .pendingInvite: !isAwaiting
    case .missing: parts[0].kind == .invite
    case .undeclaredGroup, .strayInvite, .widened, .unexpected, .expired, .narrowed, .renamed, .unresolved,
      .undeclaredRole, .undeclaredMembership, .addressChanges, .protected, .unmanaged, .ignored:
      false
    }
  }

  fileprivate var isAwaiting: Bool {
    if case .hold(let hold) = parts[0] { hold.why == .awaitsAcceptance } else { false }
  }
}

/// Why several things differ, or are held back: one cause is one finding.
private enum Cause: Hashable {
  /// An entry of a list that leads to nothing, in the policy's words: what it may mean stays, and so does whoever is to
  /// join a group that keeps that.
  case entry(Subject.Key, String)
  /// Another name than the baseline knows.
  case name(Subject.Key)
  /// Whoever is to come is like somebody who is there, as the plan says it.
  case likeness(String)
}

extension Sorting {
  private func cause(of part: Finding.Part) -> Cause? {
    switch part {
    case .change: return nil
    case .unresolved(let reference, let subject): return .entry(key(subject), "\(reference.written)")
    case .hold(let hold):
      switch hold.why {
      case .addressChanged: return hold.item.person.map { .name(.person(identity($0))) }
      case .renamedByHand: return hold.item.group.map { .name(.group($0.key)) }
      case .probablyRenamed: return .likeness(hold.detail)
      case .unresolved:
        if case .unresolved(.groupKeeps(let entry, _)) = hold.reason, let group = hold.item.group {
          return .entry(.group(group.key), entry)
        }
        guard case .unresolved(.mayMean(let entry, _)) = hold.reason else { return nil }
        return .entry(key(hold.item.subject), entry)
      case .protected, .unmanaged, .invitePending, .awaitsAcceptance, .strayInvite, .ignored, .undeclared,
        .addressChanges, .incompleteRead, .notUnderstood, .ambiguous, .noBaseGrant, .outsideSelection,
        .noRemovals, .refused, .clockDiffers, .waits:
        return nil
      }
    }
  }

  private func identity(_ email: Email) -> Email { input.people[email]?.desired.email ?? email }

  private func key(_ subject: Subject) -> Subject.Key {
    switch subject {
    case .person(let person): .person(identity(person.email))
    case .group(let group): .group(group.key)
    }
  }

  /// The entry, or the other name, stands for all of it.
  private func finding(ofOneCause parts: [Finding.Part]) -> Finding {
    let sorted = parts.ordered(by: \.sortKey)
    let head = sorted.firstIndex(where: \.isCause) ?? 0
    let rest = sorted.enumerated().filter { $0.offset != head }.map(\.element)
    return Finding(self.class(of: sorted[head]), [sorted[head]] + rest)
  }
}

extension Finding.Part {
  /// Whether it is about all of somebody or of a group, or the entry itself.
  fileprivate var isCause: Bool {
    switch (self, item) {
    case (.unresolved, _), (.hold, .account), (.hold, .invite), (.hold, .group): true
    case (.hold, .grant), (.hold, .roles), (.hold, .membership), (.change, _): false
    }
  }
}

/// One role on one subject.
private struct SubjectRole: Hashable {
  let subject: Subject.Key
  let role: RoleID

  init?(_ part: Finding.Part) {
    guard case .grant(let grant, let subject) = part.item else { return nil }
    (self.subject, role) = (subject.key, grant.role)
  }
}

extension Array {
  /// Each key is made once: they are texts, and a plan can have tens of thousands of them. Equal ones keep their order.
  fileprivate func ordered(by key: (Element) -> [String]) -> [Element] {
    enumerated().map { (key: key($0.element), offset: $0.offset) }
      .sorted { left, right in
        left.key == right.key ? left.offset < right.offset : left.key.lexicographicallyPrecedes(right.key)
      }
      .map { self[$0.offset] }
  }
}
