import Access

/// A plan as a document: what nobody may overlook first, and never folded.
struct PlanPaper {
  private let plan: Plan
  private let changes: ChangeEntries
  private let holds: HoldLines

  init(_ plan: Plan) {
    self.plan = plan
    changes = ChangeEntries(plan)
    holds = HoldLines(plan)
  }

  var document: Document {
    let base = BaseLines(plan)
    let before = [
      NewOwnerEntries(plan).section, .owners(plan), base.ruleChapter, refusals, refusedEnds,
      .missing(plan.actual.incomplete), plan.unresolvedHere.section, holds.strays,
    ]
    let portions = plan.portions.map { [removals($0), additions($0)] }
    let changes =
      (portions.first ?? []) + [base.lastsLongerChapter, base.noLongerChapter] + portions.dropFirst().joined()
    return Document(
      title: "Plan for \(name: plan.workspace.slug): \(headline)", facts: facts(base), figures: figures,
      sections: before + changes + [held, .warnings(plan), undeclared], foot: summary.details(undeclared: nil)
    )
  }

  private var summary: Summary { Summary(plan, differencesHeld: holds.count) }

  /// `22 changes, 8 take access away`; with a base what is new comes first.
  private var headline: String {
    let refused =
      (plan.standingRefusals.isEmpty ? "" : "refused; ") + (plan.newOwnersCounted.map { "\($0); " } ?? "")
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
    return [origin] + plan.options.narrowing
      + [plan.format.fact, cost, summary.verdict, base.problem].compactMap(\.self)
  }

  private var figures: [Document.Figure] {
    let removals = plan.changes.count(where: \.kind.isRemoval)
    let others = plan.changes.count - removals
    let numbers = [
      Document.Figure(plan.newOwners.count, "new owner", "new owners", style: .alarm, anchor: "new-owners"),
      Document.Figure(
        Set(plan.undeclaredOwners.map(\.person)).count, "undeclared owner", "undeclared owners", style: .alarm,
        anchor: "owners"),
      Document.Figure(plan.standingRefusals.count, "refusal", "refusals", style: .alarm, anchor: "refusals"),
      Document.Figure(removals, "takes access away", "take access away", style: .removal, anchor: "removals"),
      Document.Figure(
        others, "gives access or renames", "give access or rename", style: .addition, anchor: "additions"),
      Document.Figure(
        plan.unresolvedHere.count, "entry leads to nothing", "entries lead to nothing", style: .alarm,
        anchor: "unresolved"),
      Document.Figure(holds.count, "held back", style: .caution, anchor: "held"),
    ]
    return numbers.filter { $0.number > 0 }
  }

  private var refusals: Document.Section {
    let hard = plan.refusals.filter { $0.enforce == .refuse }
    return Document.Section(
      anchor: "refusals", title: "Refused by guardrails (\(plan.standingRefusals.count))", short: "Refusals",
      style: plan.standingRefusals.isEmpty ? .caution : .alarm, entries: hard.map(\.entry))
  }

  /// Never folded: access that was to end and goes on.
  private var refusedEnds: Document.Section {
    Document.Section(
      anchor: "refused-ends", title: holds.refusedTitle, short: "Refused ends", style: .alarm,
      entries: holds.refusedEntries)
  }

  private func removals(_ portion: Portion) -> Document.Section {
    let losing = changes.parted(items(portion)).losing
    let number = losing.count(where: \.change.kind.isRemoval)
    let more = losing.count - number
    let also = more == 0 ? "" : "; \(counted(more, "more change")) of the same people and groups"
    return Document.Section(
      anchor: "\(portion.anchorPrefix)removals", title: "\(portion.title("takes access away")) (\(number)\(also))",
      short: "\(portion.title("removals"))", style: .removal, entries: changes.entries(losing))
  }

  private func additions(_ portion: Portion) -> Document.Section {
    let others = changes.parted(items(portion)).others
    let title = portion.title("gives access or renames, and takes nothing away")
    return Document.Section(
      anchor: "\(portion.anchorPrefix)additions", title: "\(title) (\(others.count))",
      short: "\(portion.title("additions"))", style: .addition, isFolded: portion.mayFold,
      entries: changes.entries(others))
  }

  private func items(_ portion: Portion) -> [ChangeEntries.Item] { portion.changes.map { ($0, []) } }

  private var held: Document.Section {
    Document.Section(
      anchor: "held", title: "Held back (\(holds.others))", short: "Held back", style: .caution,
      isFolded: true,
      entries: holds.entries)
  }

  private var undeclared: Document.Section {
    let entries = holds.undeclaredEntries
    return Document.Section(
      anchor: "undeclared", title: "Left alone: no file declares it (\(entries.count))", short: "Left alone",
      inBrief: holds.undeclared(namedBy: "--format html and --format json name them"), entries: entries)
  }
}

extension GuardrailViolation {
  var entry: Document.Entry {
    var below: [Line] = []
    if let overridden {
      below.append("overridden: \(overridden)")
    } else if !remedy.isEmpty {
      below.append("\(remedy)")
    }
    let items = details.indices.map { index in
      Document.Item(
        line: "\(details[index])", note: index == 0 ? at.map { "\($0)" } ?? "" : "", style: stands ? .plain : .caution,
        sign: stands ? "!" : ">", particulars: index == details.count - 1 ? below : [])
    }
    return Document.Entry(head: "guardrail \(name: name):", items: items)
  }
}

extension Diagnostic {
  var entry: Document.Entry {
    let item = Document.Item(
      line: "\(message)", style: .caution, sign: "?",
      particulars: notes.map { "\($0.message), \($0.place)" })
    return Document.Entry(head: place.map { "\($0)" } ?? "The policy:", items: [item])
  }
}

extension Document.Section {
  /// What could not be read whole; what stops an apply first.
  static func missing(_ reads: [IncompleteRead]) -> Document.Section {
    Document.Section(
      anchor: "missing", title: "Not everything could be read", style: .alarm,
      entries: reads.inOrder.map { read in
        Document.Entry(head: "\(read.part.phrase):", items: [Document.Item(line: "\(read.reason)", sign: "?")])
      })
  }
}
