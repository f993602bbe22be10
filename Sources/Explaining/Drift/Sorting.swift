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
    for part in parts {
      let stands = [.expired, .unresolved].contains(self.class(of: part))
      if let key = SubjectRole(part), part.isDifference, !stands {
        widths[key, default: []].append(part)
      } else {
        others.append(part)
      }
    }
    var findings = others.map { Finding(self.class(of: $0), [$0]) }
    for (key, parts) in widths { findings += compare(parts, kept: kept(key, parts)) }
    let history = baseline.map { History($0, now: input.actual) }
    return folded(findings).map { finish($0, history) }.ordered(by: \.sortKey)
  }

  private func finish(_ finding: Finding, _ history: History?) -> Finding {
    var finding = finding
    finding.details = details(of: finding)
    finding.origin = finding.isDifference || finding.kind == .strayInvite ? history?.origin(of: finding) : nil
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
