import Access
package import Explaining

extension Drift: Report {
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { DriftDocument(self).document }
  package var subject: String { "drift \(plan.workspace.slug)" }
}

/// Drift as a document: what gives too much access first, and never folded.
private struct DriftDocument {
  private let drift: Drift
  private let wording: DriftWording

  init(_ drift: Drift) {
    self.drift = drift
    wording = DriftWording(drift)
  }

  var document: Document {
    let (plan, figures) = (drift.plan, DriftFigures(drift))
    let alarms: [Document.Section] = [
      .owners(plan, by: wording.author).noting(plan.actual.takenOver), NewOwnerEntries(plan, isLooking: true).section,
      .missing(plan.actual.incomplete), ended, idle, difference(.unresolved),
    ]
    return Document(
      title: figures.title, facts: figures.facts, verdict: figures.verdict, figures: tiles,
      sections: alarms + differences + [unapplied] + leftAlone + [expiring, ignored, .warnings(plan)],
      foot: figures.foot)
  }

  private var tiles: [Document.Figure] {
    let surplus = drift.drifted.filter { Finding.Class.surplus.contains($0.kind) }
    let others = drift.drifted.filter { !Finding.Class.surplus.contains($0.kind) && $0.kind != .unresolved }
    let numbers = [
      Document.Figure(
        Set(drift.plan.undeclaredOwners.map(\.person)).count, "undeclared Workspace Owner",
        "undeclared Workspace Owners", style: .alarm,
        anchor: "owners"),
      Document.Figure(
        surplus.count, "with too much access", style: .removal, anchor: surplus.first?.kind.rawValue),
      Document.Figure(
        others.count, "with too little, or renamed", style: .addition, anchor: others.first?.kind.rawValue),
      Document.Figure(
        drift.count(of: .unresolved), "unresolved reference", "unresolved references", style: .alarm,
        anchor: Finding.Class.unresolved.rawValue),
      Document.Figure(drift.unapplied.count, "not applied yet", style: .caution, anchor: "unapplied"),
      Document.Figure(drift.expiring.count, "ends soon", "end soon", style: .caution, anchor: "expiring"),
    ]
    return numbers.filter { $0.number > 0 }
  }
}

extension DriftDocument {
  private var differences: [Document.Section] {
    Finding.Class.allCases.filter { $0 != .unresolved }.map(difference)
  }

  private func difference(_ kind: Finding.Class) -> Document.Section {
    let isSurplus = Finding.Class.surplus.contains(kind)
    return section(
      kind.rawValue, kind.title, drift.drifted.filter { $0.kind == kind },
      style: kind == .unresolved ? .alarm : isSurplus ? .removal : .addition,
      isFolded: !isSurplus && kind != .unresolved)
  }

  private var unapplied: Document.Section {
    section("unapplied", "Changed in the policy and not applied yet", drift.unapplied, style: .caution)
  }

  private var leftAlone: [Document.Section] {
    Finding.Class.allCases.filter { $0 != .ignored }.flatMap { kind -> [Document.Section] in
      let found = drift.findings.filter { $0.kind == kind && !$0.isDifference }
      let isOld = { (finding: Finding) in kind == .pendingInvite && finding.origin == .policy }
      let new = section("left-\(kind.rawValue)", kind.titleLeftAlone, found.filter { !isOld($0) }, isFolded: true)
      return kind == .pendingInvite ? [new, stillPending(found.filter(isOld))] : [new]
    }
  }

  /// Nobody reads a list again that they read last time.
  private func stillPending(_ found: [Finding]) -> Document.Section {
    var section = section("still-pending", "Pending at the baseline already", found, isFolded: true)
    let were = found.count == 1 ? "was" : "were"
    section.inBrief =
      "\(counted(found.count, "invite")) \(were) pending at the baseline already; --format html and --format json list each."
    return section
  }

  /// Counted in a comment, named on a page.
  private var ignored: Document.Section {
    let found = drift.findings.filter { $0.kind == .ignored }
    var section = section("ignored", "Ignored", found)
    section.inBrief = "\(found.count) ignored; --format html and --format json list each."
    return section
  }

  private var ended: Document.Section {
    Document.Section(
      anchor: "ended", title: "Ignore rules that have ended and keep holding (\(drift.endedIgnoreRules.count))",
      style: .alarm, layout: .statements,
      entries: drift.endedIgnoreRules.map { rule in
        let until: Line = rule.until.map { "ended with \($0.written)" } ?? "ended"
        return Document.Entry(
          head: wording.pattern(rule), items: [Document.Item(line: until, places: [rule.at], sign: "!")])
      })
  }

  private var idle: Document.Section {
    Document.Section(
      anchor: "idle", title: "Protected addresses that nobody has (\(drift.idleProtections.count))", style: .alarm,
      layout: .statements,
      entries: drift.idleProtections.map { idle in
        let item = Document.Item(line: "\(name: idle.rule)", places: [idle.at].compactMap(\.self), sign: "!")
        return Document.Entry(head: "\(name: idle.person.written)", items: [item])
      })
  }

  private var expiring: Document.Section {
    Document.Section(
      anchor: "expiring", title: "Ends within \(counted(drift.expiringWithinDays, "day")) (\(drift.expiring.count))",
      style: .caution, layout: .statements, isFolded: true,
      entries: drift.expiring.map { end in
        let item = Document.Item(
          line: "\(wording.what(end)), until \(end.until.written)", places: [end.at].compactMap(\.self),
          style: .caution, sign: ">")
        return Document.Entry(head: wording.subject(of: end), items: [item])
      })
  }

  private func section(
    _ anchor: String, _ title: String, _ findings: [Finding], style: Style = .plain, isFolded: Bool = false
  ) -> Document.Section {
    Document.Section(
      anchor: anchor, title: "\(title) (\(findings.count))", style: style, isFolded: isFolded,
      entries: entries(findings))
  }

  /// An entry a subject: findings come sorted by it.
  private func entries(_ findings: [Finding]) -> [Document.Entry] {
    var entries: [Document.Entry] = []
    for finding in findings {
      let (head, item) = (wording.subject(of: finding), item(finding))
      if let last = entries.last, last.head.plain == head.plain {
        entries[entries.count - 1].items.append(item)
      } else {
        entries.append(Document.Entry(head: head, items: [item]))
      }
    }
    return entries
  }

  private func item(_ finding: Finding) -> Document.Item {
    let author = wording.author(of: finding).map { [Line(.faint, $0)] } ?? []
    return Document.Item(
      line: wording.predicate(of: finding), note: wording.reason(of: finding),
      places: [finding.place].compactMap(\.self),
      style: finding.style, sign: finding.sign, particulars: wording.particulars(of: finding) + author)
  }
}

extension Finding.Class {
  /// What gives more access than the policy does.
  static let surplus: Set<Finding.Class> = [
    .undeclaredPerson, .undeclaredGroup, .strayInvite, .widened, .unexpected, .expired,
  ]

  /// The title of a block that is no drift.
  fileprivate var titleLeftAlone: String { isUndeclared ? "\(title), left alone" : title }
}

extension Finding {
  /// Where the policy says otherwise.
  var place: Place? {
    switch parts[0] {
    case .change(let change): change.at
    case .hold(let hold): hold.at
    case .unresolved(let reference, _): reference.at
    }
  }

  /// `-` for what is too much, `+` for what is missing: the signs that a plan's changes would carry.
  fileprivate var sign: Character {
    switch kind {
    case .undeclaredPerson, .undeclaredGroup, .strayInvite, .widened, .unexpected, .expired: isDifference ? "-" : ">"
    case .unresolved: "?"
    case .narrowed, .missing: "+"
    case .renamed: "~"
    case .undeclaredRole, .undeclaredMembership, .pendingInvite, .addressChanges, .protected, .unmanaged, .ignored: ">"
    }
  }

  fileprivate var style: Style {
    switch kind {
    case .undeclaredPerson, .undeclaredGroup, .widened, .unexpected, .expired: isDifference ? .removal : .plain
    case .strayInvite: isDifference ? .removal : .caution
    case .unresolved: .alarm
    case .narrowed, .missing: .addition
    case .renamed: .caution
    case .undeclaredRole, .undeclaredMembership, .pendingInvite, .addressChanges, .protected, .unmanaged, .ignored:
      .plain
    }
  }
}
