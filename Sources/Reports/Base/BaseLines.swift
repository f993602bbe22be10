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

  var ruleSection: TextSection {
    TextSection(
      Line(.alarm, "! Rules that differ from the base (\(edits.count))"),
      edits.map { edit in
        let line: Line = "\(String(edit.sign)) \(name: edit.rule): \(edit.line)"
        return "\(line.styled(.caution))\(edit.at.map { "  \($0)" as Line } ?? "")"
      })
  }

  var ruleChapter: Document.Section {
    Document.Section(
      anchor: "rules", title: "Rules that differ from the base (\(edits.count))", short: "Rules", style: .alarm,
      entries: edits.map { edit in
        let item = Document.Item(
          line: edit.line, note: edit.at.map { "\($0)" } ?? "", style: .caution, sign: edit.sign)
        return Document.Entry(head: "\(name: edit.rule):", items: [item])
      })
  }

  var lastsLongerSection: TextSection {
    TextSection(
      lastsLongerChapter.title,
      lastsLonger.map { "~ \(wording.subject(of: $0.item))  \(wording.lasting($0.item)): \($0.words)  \($0.at)" })
  }

  /// An end that came later is access that is given, though months may pass before it shows.
  var lastsLongerChapter: Document.Section {
    Document.Section(
      anchor: "lasts-longer", title: "Lasts longer than by the base (\(lastsLonger.count))", short: "Lasts longer",
      style: .caution,
      entries: lastsLonger.map { entry in
        let item = Document.Item(
          line: "\(wording.lasting(entry.item)): \(entry.words)", note: "\(entry.at)", style: .caution, sign: "~")
        return Document.Entry(head: wording.subject(of: entry.item), items: [item])
      })
  }

  var noLongerSection: TextSection {
    TextSection(
      "The base would, and this no longer does (\(noLonger.count))",
      noLonger.map { "x \(wording.subject(of: $0))  \(wording.predicate(of: $0))  \($0.reason)" })
  }

  /// Not in the colours of what happens.
  var noLongerChapter: Document.Section {
    let entries = changes.entries(noLonger.map { ($0, []) }).map { entry in
      var entry = entry
      for index in entry.items.indices {
        (entry.items[index].style, entry.items[index].sign) = (.plain, "×")
      }
      return entry
    }
    return Document.Section(
      anchor: "no-longer", title: "The base would, and this no longer does (\(noLonger.count))", short: "No longer",
      entries: entries)
  }

  private var edits: [RuleEdit] { comparison?.ruleEdits ?? [] }
  private var noLonger: [Change] { comparison?.noLonger ?? [] }
  private var lastsLonger: [LastsLonger] { comparison?.lastsLonger ?? [] }
}

extension LastsLonger {
  fileprivate var words: Line {
    let now: Line = until.map { "until \($0.written)" } ?? "without an end"
    return "\(now), was until \(baseUntil.written)"
  }
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
