import Access

/// What a plan says of the policy it was compared with.
struct BaseLines {
  private let comparison: BaseComparison?
  private let wording: Wording
  private let changes: ChangeEntries

  init(_ plan: Plan) {
    comparison = plan.comparison
    wording = Wording(plan)
    changes = ChangeEntries(plan)
  }

  /// Nil when all went well, or there is no base.
  var problem: Line? {
    comparison?.problem.map {
      Line(.alarm, "The base could not be planned, so every change counts as new here: \($0)")
    }
  }

  var ruleSection: Section {
    Section(
      Line(.alarm, "! Rules that differ from the base (\(edits.count))"),
      edits.map { edit in
        let line: Line = "\(String(edit.sign)) \(name: edit.rule): \(edit.line)"
        return "\(line.inked(.caution))\(edit.at.map { "  \($0)" as Line } ?? "")"
      })
  }

  var ruleChapter: Paper.Chapter {
    Paper.Chapter(
      anchor: "rules", title: "Rules that differ from the base (\(edits.count))", short: "Rules", ink: .alarm,
      entries: edits.map { edit in
        let clause = Paper.Clause(
          line: edit.line, note: edit.at.map { "\($0)" } ?? "", ink: .caution, sign: edit.sign)
        return Paper.Entry(head: "\(name: edit.rule):", clauses: [clause])
      })
  }

  var noLongerSection: Section {
    Section(
      "The base would, and this no longer does (\(noLonger.count))",
      noLonger.map { "x \(wording.subject(of: $0))  \(wording.predicate(of: $0))  \($0.reason)" })
  }

  /// Not in the colours of what happens.
  var noLongerChapter: Paper.Chapter {
    let entries = changes.entries(noLonger.map { ($0, []) }).map { entry in
      var entry = entry
      for index in entry.clauses.indices {
        (entry.clauses[index].ink, entry.clauses[index].sign) = (.plain, "×")
      }
      return entry
    }
    return Paper.Chapter(
      anchor: "no-longer", title: "The base would, and this no longer does (\(noLonger.count))", short: "No longer",
      entries: entries)
  }

  private var edits: [RuleEdit] { comparison?.ruleEdits ?? [] }
  private var noLonger: [Change] { comparison?.noLonger ?? [] }
}

extension RuleEdit {
  fileprivate var sign: Character {
    switch (before, after) {
    case (nil, _): "+"
    // Not a minus: nobody loses anything by it alone.
    case (_?, nil): "x"
    case (_?, _?): "~"
    }
  }

  fileprivate var line: Line {
    switch (before, after) {
    case (nil, let now): "is new: \(now ?? "")"
    case (let then?, nil): "is gone; it was: \(then)"
    case (let then?, let now?): "was: \(then); is: \(now)"
    }
  }
}
