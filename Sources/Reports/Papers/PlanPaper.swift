import Access

/// A plan on paper: what nobody may overlook first, and never folded.
struct PlanPaper {
  private let plan: Plan
  private let changes: ChangeEntries
  private let holds: HoldLines

  init(_ plan: Plan) {
    self.plan = plan
    changes = ChangeEntries(plan)
    holds = HoldLines(plan)
  }

  var paper: Paper {
    let base = BaseLines(plan)
    let before = [.owners(plan), base.ruleChapter, refusals, .missing(plan.actual.incomplete)]
    let removals = plan.portions.map(removals)
    let others = [base.noLongerChapter] + plan.portions.map(additions)
    return Paper(
      title: "Plan for \(name: plan.workspace.slug): \(headline)", facts: facts(base), figures: figures,
      chapters: before + removals + others + [held, .warnings(plan), undeclared], foot: summary.details(undeclared: nil)
    )
  }

  private var summary: Summary { Summary(plan, differencesHeld: holds.differences.count) }

  /// `22 changes, 8 take access away`; with a base what is new comes first.
  private var headline: String {
    let refused = plan.standingRefusals.isEmpty ? "" : "refused; "
    guard !plan.changes.isEmpty else { return "\(refused)no changes" }
    let (all, pending) = (plan.portions[0], plan.portions.dropFirst().first)
    guard let pending else { return refused + all.figures() }
    let new = all.changes.isEmpty ? "no new changes" : all.figures("new change")
    let old = pending.figures("already pending", "already pending")
    return pending.changes.isEmpty ? refused + new : "\(refused)\(new); \(old)"
  }

  private func facts(_ base: BaseLines) -> [Line] {
    let origin: Line = "\(plan.workspace.name): \(plan.origin)."
    let cost = plan.changes.isEmpty ? summary.nothing : summary.cost
    return [origin] + plan.options.narrowing + [cost, summary.verdict, base.problem].compactMap(\.self)
  }

  private var figures: [Paper.Figure] {
    let removals = plan.changes.count(where: \.kind.isRemoval)
    let others = plan.changes.count - removals
    let numbers = [
      Paper.Figure(
        Set(plan.undeclaredOwners.map(\.person)).count, "undeclared owner", "undeclared owners", ink: .alarm,
        anchor: "owners"),
      Paper.Figure(plan.standingRefusals.count, "refusal", "refusals", ink: .alarm, anchor: "refusals"),
      Paper.Figure(removals, "takes access away", "take access away", ink: .removal, anchor: "removals"),
      Paper.Figure(others, "gives access or renames", "give access or rename", ink: .addition, anchor: "additions"),
      Paper.Figure(holds.differences.count, "held back", ink: .caution, anchor: "held"),
    ]
    return numbers.filter { $0.number > 0 }
  }

  private var refusals: Paper.Chapter {
    let hard = plan.refusals.filter { $0.enforce == .refuse }
    return Paper.Chapter(
      anchor: "refusals", title: "Refused by guardrails (\(plan.standingRefusals.count))", short: "Refusals",
      ink: plan.standingRefusals.isEmpty ? .caution : .alarm, entries: hard.map(\.entry))
  }

  private func removals(_ portion: Portion) -> Paper.Chapter {
    let losing = changes.parted(items(portion)).losing
    let number = losing.count(where: \.change.kind.isRemoval)
    let more = losing.count - number
    let also = more == 0 ? "" : "; \(counted(more, "more change")) of the same people and groups"
    return Paper.Chapter(
      anchor: "\(portion.anchorPrefix)removals", title: "\(portion.title("takes access away")) (\(number)\(also))",
      short: "\(portion.title("removals"))", ink: .removal, entries: changes.entries(losing))
  }

  private func additions(_ portion: Portion) -> Paper.Chapter {
    let others = changes.parted(items(portion)).others
    let title = portion.title("gives access or renames, and takes nothing away")
    return Paper.Chapter(
      anchor: "\(portion.anchorPrefix)additions", title: "\(title) (\(others.count))",
      short: "\(portion.title("additions"))", ink: .addition, isFolded: true,
      entries: changes.entries(others))
  }

  private func items(_ portion: Portion) -> [ChangeEntries.Item] { portion.changes.map { ($0, []) } }

  private var held: Paper.Chapter {
    Paper.Chapter(
      anchor: "held", title: "Held back (\(holds.differences.count))", short: "Held back", ink: .caution,
      isFolded: true,
      entries: holds.entries)
  }

  private var undeclared: Paper.Chapter {
    let entries = holds.undeclaredEntries
    return Paper.Chapter(
      anchor: "undeclared", title: "Left alone: no file declares it (\(entries.count))", short: "Left alone",
      inBrief: holds.undeclared(namedBy: "--format html and --format json name them"), entries: entries)
  }
}

extension Refusal {
  var entry: Paper.Entry {
    var below: [Line] = []
    if let overridden {
      below.append("overridden: \(overridden)")
    } else if !wayPast.isEmpty {
      below.append("\(wayPast)")
    }
    let clause = Paper.Clause(
      line: "\(detail)", note: at.map { "\($0)" } ?? "", ink: stands ? .plain : .caution, sign: stands ? "!" : ">",
      particulars: below)
    return Paper.Entry(head: "guardrail \(name: name):", clauses: [clause])
  }
}

extension Diagnostic {
  var entry: Paper.Entry {
    let clause = Paper.Clause(
      line: "\(message)", ink: .caution, sign: "?",
      particulars: notes.map { "\($0.message), \($0.place)" })
    return Paper.Entry(head: place.map { "\($0)" } ?? "The policy:", clauses: [clause])
  }
}

extension Paper.Chapter {
  /// What could not be read whole; what stops an apply first.
  static func missing(_ reads: [IncompleteRead]) -> Paper.Chapter {
    Paper.Chapter(
      anchor: "missing", title: "Not everything could be read", ink: .alarm,
      entries: reads.inOrder.map { read in
        Paper.Entry(head: "\(read.part.phrase):", clauses: [Paper.Clause(line: "\(read.reason)", sign: "?")])
      })
  }
}
