import Access
import Explaining

/// Findings in words: what is there, as against ``Wording``, which says what happens. The one place that puts them so.
struct DriftWording {
  private let wording: Wording
  private let names: Names
  private let checkedAt: Moment
  /// Then it is said once, below, and not of each.
  private let nobodyExplained: Bool
  private let ownersMadeBy: [UndeclaredOwner: Finding.Attribution]

  init(_ drift: Drift) {
    wording = Wording(drift.plan)
    names = drift.plan.names
    checkedAt = drift.checkedAt
    nobodyExplained = drift.isUnexplained
    ownersMadeBy = drift.ownersMadeBy
  }

  /// `ada@acme.com`, `group Analytics`
  func subject(of finding: Finding) -> Line {
    wording.subject(of: finding.parts[0].item)
  }

  /// `holds Source Admin on the workspace, declared on source/website`
  func predicate(of finding: Finding) -> Line {
    let part = finding.parts[0]
    guard finding.kind == .widened || finding.kind == .narrowed, let grant = part.item.grant else {
      return predicate(of: part)
    }
    let others = finding.parts.dropFirst().compactMap(\.item.grant).map { names.scope($0.scope) }
    let (scope, role) = (names.scope(grant.scope), names.role(grant.role))
    if finding.kind == .narrowed { return "holds \(role) on \(listed(others)), declared on \(scope)" }
    return "holds \(role) on \(scope), declared on \(others.isEmpty ? "less" : listed(others))"
  }

  private func predicate(of part: Finding.Part) -> Line {
    switch part {
    case .hold(let hold): wording.found(hold)
    case .unresolved(let reference, _): "is to hold \(reference.written.description)"
    case .change(let change): wording.found(change)
    }
  }

  /// Why the policy says otherwise, or leaves it alone.
  func reason(of finding: Finding) -> Line {
    switch finding.parts[0] {
    case .change(let change): return change.kind.effect == .renamed ? "declared by another name" : "\(change.reason)"
    case .hold(let hold): return "\(hold.detail)"
    case .unresolved(let reference, _): return "\(reference.detail)"
    }
  }

  /// What a finding has besides its sentence: what else the subject holds, and differences that come with it.
  func particulars(of finding: Finding) -> [Line] {
    let losses = finding.parts.flatMap { part -> [String] in
      if case .change(let change) = part { change.loses } else { [] }
    }
    let width = finding.kind == .widened || finding.kind == .narrowed
    let others = width ? [] : finding.parts.dropFirst().map { part in following(part, in: finding) }
    return losses.map(wording.lost) + others + finding.details.map { "\($0)" as Line } + wayOut(of: finding)
  }

  /// How an invite that the policy does not know, and that no apply would cancel, stops being one.
  private func wayOut(of finding: Finding) -> [Line] {
    guard finding.isDifference, case .hold(let hold) = finding.parts[0], hold.why == .undeclared,
      hold.kind == .cancelInvite
    else { return [] }
    return ["declare them, write `departed: true`, add an ignore rule, or cancel the invite in Segment"]
  }

  /// What else has the same cause: whose it is, where that is somebody else's, and what the cause does to it.
  private func following(_ part: Finding.Part, in finding: Finding) -> Line {
    let (head, subject) = (self.subject(of: finding), wording.subject(of: part.item))
    let said: Line = head.plain == subject.plain ? predicate(of: part) : "\(subject) \(predicate(of: part))"
    guard finding.kind == .unresolved, case .hold(let hold) = part else { return said }
    return hold.kind.effect == .removed ? "\(said), which it may mean" : "\(said) as long as the group keeps that"
  }

  /// Who made it so and when; nil where the audit trail was not asked.
  func author(of finding: Finding) -> Line? {
    guard let attribution = finding.attribution else { return nil }
    if attribution == .none, nobodyExplained || !finding.isDrift { return nil }
    if case .known(let author) = attribution, finding.kind == .pendingInvite {
      return "\(age(author.at)), \(author.line)"
    }
    return line(attribution)
  }

  /// Who made somebody an owner and when.
  func author(of owner: UndeclaredOwner) -> Line? {
    guard let attribution = ownersMadeBy[owner], attribution != .none || !nobodyExplained else { return nil }
    return line(attribution)
  }

  private func line(_ attribution: Finding.Attribution) -> Line {
    switch attribution {
    case .known(let author): "\(author.line)"
    case .perhaps(let author): "perhaps \(author.line), the latest of the group"
    case .none: "no event of the audit trail explains it"
    }
  }

  /// `for 3 days`
  private func age(_ moment: Moment) -> String {
    let days = max(0, checkedAt.seconds - moment.seconds) / 86_400
    return days == 0 ? "since today" : "for \(counted(Int(days), "day"))"
  }

  /// Whose access ends; `ignore rule` for one of those.
  func subject(of expiring: Expiring) -> Line {
    switch expiring.what {
    case .access(let item): wording.subject(of: item)
    case .ignoreRule: "ignore rule"
    }
  }

  /// `Source Admin on source/website`
  func what(_ expiring: Expiring) -> Line {
    switch expiring.what {
    case .access(let item): kind(of: item)
    case .ignoreRule(let rule): pattern(rule)
    }
  }

  private func kind(of item: AccessItem) -> Line {
    switch item {
    case .account: "the account"
    case .invite: "the invite"
    case .group: "the group"
    case .grant(let grant, _): wording.grant(grant)
    case .roles: "all roles"
    case .membership(_, let group): "membership in group \(name: group.name)"
    }
  }

  /// `person *@segment.com`, `person ada@acme.com, role Source Admin`
  func pattern(_ rule: IgnoreRule) -> Line {
    let globs = [("person", rule.person), ("group", rule.group), ("role", rule.role)]
    return globs.compactMap { word, glob in glob.map { "\(word) \(name: $0.pattern)" as Line } }
      .joined(separator: ", ")
  }
}

extension Finding.Class {
  /// The title of a block of these.
  var title: String {
    switch self {
    case .undeclaredPerson: "Undeclared people"
    case .undeclaredGroup: "Undeclared groups"
    case .strayInvite: "Members who also have a pending invite"
    case .widened: "Wider than declared"
    case .unexpected: "Unexpected"
    case .expired: "Expired access that is still there"
    case .narrowed: "Narrower than declared"
    case .missing: "Missing"
    case .renamed: "Renamed"
    case .unresolved: UnresolvedEntries.title
    case .undeclaredRole: "Undeclared roles"
    case .undeclaredMembership: "Undeclared memberships"
    case .pendingInvite: "Pending invites"
    case .addressChanges: "Addresses that change in Segment"
    case .protected: "Protected"
    case .unmanaged: "Unmanaged"
    case .ignored: "Ignored"
    }
  }

  /// `3 missing`, `1 undeclared person`
  func counted(_ number: Int) -> String {
    switch self {
    case .undeclaredPerson: Reports.counted(number, "undeclared person", "undeclared people")
    case .undeclaredGroup: Reports.counted(number, "undeclared group")
    case .widened, .unexpected, .narrowed, .missing, .renamed, .protected, .unmanaged, .ignored: "\(number) \(rawValue)"
    case .strayInvite: Reports.counted(number, "invite of a member", "invites of members")
    case .unresolved: Reports.counted(number, "unresolved reference")
    case .expired: "\(number) expired and still there"
    case .undeclaredRole: Reports.counted(number, "undeclared role")
    case .undeclaredMembership: Reports.counted(number, "undeclared membership")
    case .pendingInvite: Reports.counted(number, "pending invite")
    case .addressChanges: Reports.counted(number, "changing address", "changing addresses")
    }
  }
}

extension Finding.Author {
  /// `User Policy Updated by rick@acme.com at 2026-11-20T06:00:00Z`
  var line: Line { "\(event) by \(name: who) at \(at.description)" }
}
