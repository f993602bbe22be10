import Access

/// Sections that several reports have in common.
extension Document.Section {
  /// - Parameter author: who made somebody an owner, where that is known.
  static func owners(_ plan: Plan, by author: (UndeclaredOwner) -> Line? = { _ in nil }) -> Document.Section {
    Document.Section(
      anchor: "owners", title: "\(plan.undeclaredOwnersCounted)",
      short: "Undeclared owners", style: .alarm,
      entries: plan.undeclaredOwners.map { owner in
        let group: Line = owner.group.map { "owns the workspace through group \(name: $0)" } ?? "owns the workspace"
        let item = Document.Item(
          line: group, note: "\(owner.detail)", style: .removal, sign: "!",
          particulars: author(owner).map { [Line(.faint, $0)] } ?? [])
        return Document.Entry(head: "\(name: owner.person.written)", items: [item])
      })
  }

  /// What could not be read whole; what stops an apply first.
  static func missing(_ reads: [IncompleteRead]) -> Document.Section {
    let sorted = reads.sorted()
    let inOrder = sorted.filter(\.part.stopsEverything) + sorted.filter { !$0.part.stopsEverything }
    return Document.Section(
      anchor: "missing", title: "Not everything could be read", style: .alarm, layout: .statements,
      entries: inOrder.map { read in
        let item = Document.Item(line: "\(read.reason)", style: .caution, sign: "?")
        return Document.Entry(head: "\(read.part.phrase)", items: [item])
      })
  }

  /// What the policy and rules that only warn have to say.
  static func warnings(_ diagnostics: [Diagnostic], _ soft: [GuardrailViolation] = []) -> Document.Section {
    Document.Section(
      anchor: "warnings", title: "Warnings (\(diagnostics.count + soft.count))", short: "Warnings", style: .caution,
      layout: .statements, isFolded: true, entries: diagnostics.map(\.entry) + soft.map { $0.entry("guardrail ") })
  }

  /// What an undo leaves as the run made it.
  static func notUndone(_ plan: Plan) -> Document.Section {
    leftOut("not-undone", "Not undone", plan.notUndone ?? [], plan, style: .caution)
  }

  /// What `--reviewed` keeps from being made: never folded, a removal may be among it.
  static func notReviewed(_ plan: Plan) -> Document.Section {
    leftOut("not-reviewed", "Not reviewed, and not made", plan.reviewed?.notReviewed ?? [], plan, style: .alarm)
  }

  private static func leftOut(
    _ anchor: String, _ title: Line, _ changes: [LeftOut], _ plan: Plan, style: Style
  ) -> Document.Section {
    Document.Section(
      anchor: anchor, title: "\(title) (\(changes.count))", short: title, style: style,
      entries: ChangeEntries(plan).entries(changes.map { ($0.change, [Line(.caution, "\($0.why)")]) }))
  }

  /// What was reviewed and nobody needs any more.
  static func notNeeded(_ plan: Plan) -> Document.Section {
    let done = plan.reviewed?.notNeeded ?? []
    return Document.Section(
      anchor: "not-needed", title: "Reviewed, and done already or no longer asked for (\(done.count))",
      short: "Done already", isFolded: true, entries: ChangeEntries(plan).entries(done.map { ($0, []) }))
  }

  static func warnings(_ plan: Plan) -> Document.Section {
    warnings(plan.warnings, plan.refusals.filter { $0.enforce == .warn })
  }
}

extension Plan {
  /// `1 undeclared Workspace Owner`: people, each of whom may own the workspace in several ways.
  /// The same; nil for none.
  var undeclaredOwnersNoted: String? { undeclaredOwners.isEmpty ? nil : undeclaredOwnersCounted }
  var undeclaredOwnersCounted: String {
    counted(Set(undeclaredOwners.map(\.person)).count, "undeclared Workspace Owner")
  }
}

extension GuardrailViolation {
  /// - Parameter word: what stands before its name, where nothing above says that it is a guardrail.
  func entry(_ word: Line = "") -> Document.Entry {
    var below: [Line] = []
    if let overridden {
      below.append("overridden: \(overridden)")
    } else if !remedy.isEmpty {
      below.append("\(remedy)")
    }
    let sign: Character = enforce == .warn ? "?" : stands ? "!" : ">"
    // Each figure is a line that can be understood by itself; a violation without one is shown all the same.
    let figures = details.isEmpty ? [""] : details
    let items = figures.indices.map { index in
      Document.Item(
        line: "\(figures[index])", places: index == 0 ? [at].compactMap(\.self) : [],
        style: stands ? .removal : .caution, sign: sign, particulars: index == figures.count - 1 ? below : [])
    }
    return Document.Entry(head: "\(word)\(name: name)", items: items)
  }
}

extension Diagnostic {
  fileprivate var entry: Document.Entry {
    let item = Document.Item(
      line: "\(message)", style: .caution, sign: "?", particulars: notes.map { "\($0.message), \($0.place)" })
    return Document.Entry(head: place.map { "\($0)" } ?? "", items: [item])
  }
}

extension IncompleteRead.Part {
  fileprivate var phrase: String {
    switch self {
    case .roles: "roles"
    case .people: "people"
    case .invites: "invites"
    case .groups: "groups"
    case .person(let id): "person \(id.text)"
    case .group(let id): "group \(id.text)"
    case .resources(let kind): "\(kind.rawValue)s"
    case .labels: "labels"
    }
  }
}
