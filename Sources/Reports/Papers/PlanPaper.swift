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
    Paper(
      title: "Plan for \(name: plan.workspace.slug): \(headline)", facts: facts, figures: figures,
      chapters: [
        owners, refusals, .missing(plan.actual.incomplete), removals, additions, held, warnings, undeclared,
      ], foot: summary.details(undeclared: nil))
  }

  private var summary: Summary { Summary(plan, differencesHeld: holds.differences.count) }

  /// `22 changes, 8 take access away`
  private var headline: String {
    let removals = plan.changes.count(where: \.kind.isRemoval)
    let refused = plan.standingRefusals.isEmpty ? "" : "refused; "
    guard !plan.changes.isEmpty else { return "\(refused)no changes" }
    let taking = removals == 0 ? "none takes access away" : "\(counted(removals, "takes", "take")) access away"
    return "\(refused)\(counted(plan.changes.count, "change")), \(taking)"
  }

  private var facts: [Line] {
    let origin: Line = "\(plan.workspace.name): \(plan.origin)."
    let cost = plan.changes.isEmpty ? summary.nothing : summary.figures
    return [origin] + plan.options.narrowing + [cost] + [summary.verdict].compactMap(\.self)
  }

  private var figures: [Paper.Figure] {
    let removals = plan.changes.count(where: \.kind.isRemoval)
    let hard = plan.standingRefusals.count
    let numbers = [
      Paper.Figure(number: plan.undeclaredOwners.count, label: "undeclared owners", ink: .alarm, anchor: "owners"),
      Paper.Figure(number: hard, label: "refusals", ink: .alarm, anchor: "refusals"),
      Paper.Figure(number: removals, label: "take access away", ink: .removal, anchor: "removals"),
      Paper.Figure(
        number: plan.changes.count - removals, label: "give access or rename", ink: .addition,
        anchor: additions.entries.isEmpty ? "removals" : "additions"),
      Paper.Figure(number: holds.differences.count, label: "held back", ink: .caution, anchor: "held"),
    ]
    return numbers.filter { $0.number > 0 }
  }

  private var owners: Paper.Chapter {
    let count = counted(plan.undeclaredOwners.count, "way", "ways")
    return Paper.Chapter(
      anchor: "owners", title: "\(count) to Workspace Owner that the policy does not declare", ink: .alarm,
      entries: plan.undeclaredOwners.map { owner in
        let group: Line = owner.group.map { "owns the workspace through group \(name: $0)" } ?? "owns the workspace"
        let clause = Paper.Clause(line: group, note: "\(owner.detail)", ink: .removal, sign: "!")
        return Paper.Entry(head: "\(name: owner.person.written)", clauses: [clause])
      })
  }

  private var refusals: Paper.Chapter {
    let hard = plan.refusals.filter { $0.enforce == .refuse }
    return Paper.Chapter(
      anchor: "refusals", title: "Refused by guardrails (\(plan.standingRefusals.count))",
      ink: plan.standingRefusals.isEmpty ? .caution : .alarm, entries: hard.map(\.entry))
  }

  private var removals: Paper.Chapter {
    let losing = changes.parted(items).losing
    let number = losing.count(where: \.change.kind.isRemoval)
    let more = losing.count - number
    let also = more == 0 ? "" : "; \(counted(more, "more change")) of the same people and groups"
    return Paper.Chapter(
      anchor: "removals", title: "Takes access away (\(number)\(also))", ink: .removal,
      entries: changes.entries(losing))
  }

  private var additions: Paper.Chapter {
    let others = changes.parted(items).others
    return Paper.Chapter(
      anchor: "additions", title: "Gives access or renames, and takes nothing away (\(others.count))", ink: .addition,
      isFolded: true, entries: changes.entries(others))
  }

  private var items: [ChangeEntries.Item] { plan.changes.map { ($0, []) } }

  private var held: Paper.Chapter {
    Paper.Chapter(
      anchor: "held", title: "Held back (\(holds.differences.count))", ink: .caution, isFolded: true,
      entries: holds.entries)
  }

  private var warnings: Paper.Chapter {
    let soft = plan.refusals.filter { $0.enforce == .warn }
    return Paper.Chapter(
      anchor: "warnings", title: "Warnings (\(plan.warnings.count + soft.count))", ink: .caution, isFolded: true,
      entries: plan.warnings.map(\.entry) + soft.map(\.entry))
  }

  private var undeclared: Paper.Chapter {
    let entries = holds.undeclaredEntries
    return Paper.Chapter(
      anchor: "undeclared", title: "Left alone: no file declares it (\(entries.count))",
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
      line: "\(detail)", note: at.map { "\($0)" } ?? "", ink: stands ? .removal : .caution, sign: stands ? "!" : ">",
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
