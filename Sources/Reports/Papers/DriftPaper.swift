import Access
import Explaining

/// Drift on paper: what gives too much access first, and never folded.
struct DriftPaper {
  private let drift: Drift
  private let wording: DriftWording
  private let figures: DriftFigures

  init(_ drift: Drift) {
    self.drift = drift
    wording = DriftWording(drift)
    figures = DriftFigures(drift)
  }

  var paper: Paper {
    let plan = drift.plan
    return Paper(
      title: title, facts: facts, figures: tiles,
      chapters: [.owners(plan, by: wording.author), .missing(plan.actual.incomplete)] + differences + [
        unapplied, ended,
      ] + leftAlone
        + [expiring, ignored, .warnings(plan)], foot: [figures.leftAlone, figures.coverage].compactMap(\.self))
  }

  /// `Drift of acme: 3 unexpected`
  private var title: Line {
    let plan = drift.plan
    let workspace: Line = "\(name: plan.workspace.slug)"
    if !plan.isComplete { return "Drift of \(workspace): incomplete" }
    if drift.isInSync { return "In sync: \(workspace)" }
    let number = drift.drifted.count + plan.undeclaredOwners.count + drift.endedIgnoreRules.count
    return "Drift of \(workspace): \(counted(number, "finding"))"
  }

  private var facts: [Line] {
    let plan = drift.plan
    let origin: Line = "\(name: plan.workspace.name): \(plan.origin)."
    return [origin] + [figures.verdict, figures.baseline, figures.trail].compactMap(\.self)
  }

  private var tiles: [Paper.Figure] {
    let surplus = drift.drifted.filter { Finding.Class.surplus.contains($0.kind) }
    let numbers = [
      Paper.Figure(
        Set(drift.plan.undeclaredOwners.map(\.person)).count, "undeclared owner", "undeclared owners", ink: .alarm,
        anchor: "owners"),
      Paper.Figure(
        surplus.count, "with too much access", ink: .removal, anchor: surplus.first?.kind.rawValue),
      Paper.Figure(
        drift.drifted.count - surplus.count, "with too little, or renamed", ink: .addition,
        anchor: drift.drifted.first { !Finding.Class.surplus.contains($0.kind) }?.kind.rawValue),
      Paper.Figure(drift.unapplied.count, "not applied yet", ink: .caution, anchor: "unapplied"),
      Paper.Figure(drift.expiring.count, "ends soon", "end soon", ink: .caution, anchor: "expiring"),
    ]
    return numbers.filter { $0.number > 0 }
  }
}

extension DriftPaper {
  private var differences: [Paper.Chapter] {
    Finding.Class.allCases.map { kind in
      let isSurplus = Finding.Class.surplus.contains(kind)
      return chapter(
        kind.rawValue, kind.title, drift.drifted.filter { $0.kind == kind }, ink: isSurplus ? .removal : .addition,
        isFolded: !isSurplus)
    }
  }

  private var unapplied: Paper.Chapter {
    chapter("unapplied", "Changed in the policy and not applied yet", drift.unapplied, ink: .caution)
  }

  private var leftAlone: [Paper.Chapter] {
    Finding.Class.allCases.filter { $0 != .ignored }.map { kind in
      let found = drift.findings.filter { $0.kind == kind && !$0.isDifference }
      return chapter("left-\(kind.rawValue)", kind.titleLeftAlone, found, isFolded: true)
    }
  }

  /// Counted in a comment, named on a page.
  private var ignored: Paper.Chapter {
    let found = drift.findings.filter { $0.kind == .ignored }
    var chapter = chapter("ignored", "Ignored", found)
    chapter.inBrief = "\(found.count) ignored; --format html and --format json name them."
    return chapter
  }

  private var ended: Paper.Chapter {
    Paper.Chapter(
      anchor: "ended", title: "Ignore rules that have ended and keep holding (\(drift.endedIgnoreRules.count))",
      ink: .alarm,
      entries: drift.endedIgnoreRules.map { rule in
        let until: Line = rule.until.map { "ended with \($0.written)" } ?? "ended"
        return Paper.Entry(
          head: "\(wording.pattern(rule))",
          clauses: [Paper.Clause(line: until, note: "\(rule.at)", sign: "!")])
      })
  }

  private var expiring: Paper.Chapter {
    Paper.Chapter(
      anchor: "expiring", title: "Ends within \(counted(drift.expiringWithinDays, "day")) (\(drift.expiring.count))",
      ink: .caution, isFolded: true,
      entries: drift.expiring.map { end in
        let clause = Paper.Clause(
          line: "until \(end.until.written)", note: end.at.map { "\($0)" } ?? "", ink: .caution, sign: ">")
        return Paper.Entry(head: wording.what(end), clauses: [clause])
      })
  }

  private func chapter(
    _ anchor: String, _ title: String, _ findings: [Finding], ink: Ink = .plain, isFolded: Bool = false
  ) -> Paper.Chapter {
    Paper.Chapter(
      anchor: anchor, title: "\(title) (\(findings.count))", ink: ink, isFolded: isFolded, entries: entries(findings))
  }

  /// An entry a subject: findings come sorted by it.
  private func entries(_ findings: [Finding]) -> [Paper.Entry] {
    var entries: [Paper.Entry] = []
    for finding in findings {
      let (head, clause) = (wording.subject(of: finding), clause(finding))
      if let last = entries.last, last.head.plain == head.plain {
        entries[entries.count - 1].clauses.append(clause)
      } else {
        entries.append(Paper.Entry(head: head, clauses: [clause]))
      }
    }
    return entries
  }

  private func clause(_ finding: Finding) -> Paper.Clause {
    let place: Line = finding.place.map { ", \($0)" } ?? ""
    let author = wording.author(of: finding).map { [Line(.faint, $0)] } ?? []
    return Paper.Clause(
      line: wording.predicate(of: finding), note: "\(wording.reason(of: finding))\(place)", ink: finding.ink,
      sign: finding.sign, particulars: wording.particulars(of: finding) + author)
  }
}

extension Finding.Class {
  /// What gives more access than the policy does.
  static let surplus: Set<Finding.Class> = [.undeclaredPerson, .undeclaredGroup, .widened, .unexpected, .expired]

  /// The title of a block that is no drift.
  var titleLeftAlone: String { isUndeclared ? "\(title), left alone" : title }
}
