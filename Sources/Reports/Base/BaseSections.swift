import Access

/// What a plan says of the policy it was compared with.
struct BaseSections {
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
    guard let comparison, let problem = comparison.problem else { return nil }
    return comparison.isOfNothing
      ? Line(.alarm, "Nothing was compared, because \(problem).")
      : Line(.alarm, "Only rules were compared, because the base could not be planned: \(problem)")
  }

  var rules: Document.Section {
    Document.Section(
      anchor: "rules", title: "Rules that differ from the base (\(edits.count))", short: "Rules", style: .alarm,
      layout: .statements,
      entries: edits.map { edit in
        let item = Document.Item(
          line: edit.line, places: [edit.at].compactMap(\.self), style: .caution, sign: edit.sign)
        return Document.Entry(head: "\(edit.rule)", items: [item])
      })
  }

  /// What a reviewer must know before the files forget it: what stays though nothing declares it, then what goes. What
  /// was never there stands with what the base would do.
  var noLongerDeclared: Document.Section {
    let dropped = (comparison?.noLongerDeclared ?? []).filter { $0.fate != .absent }
    let kept = dropped.filter { $0.fate == .stays }
    let figures = kept.isEmpty ? "\(dropped.count)" : "\(dropped.count), left alone: \(kept.count)"
    return Document.Section(
      anchor: "no-longer-declared", title: "No longer declared, with places of the base (\(figures))",
      short: "No longer declared",
      style: .caution, entries: (kept + dropped.filter { $0.fate == .removed }).map(entry))
  }

  private func entry(_ dropped: NoLongerDeclared) -> Document.Entry {
    let stays = dropped.fate == .stays
    let item = Document.Item(
      line: wording.predicate(of: dropped), note: "\(dropped.why)", places: [dropped.at],
      style: stays ? .caution : .plain, sign: stays ? ">" : "x")
    return Document.Entry(head: wording.subject(of: dropped.item), items: [item])
  }

  /// An end that came later is access that is given, though months may pass before it shows.
  var lastsLonger: Document.Section {
    let longer = comparison?.lastsLonger ?? []
    return Document.Section(
      anchor: "lasts-longer", title: "Lasts longer than by the base (\(longer.count))", short: "Lasts longer",
      style: .caution,
      entries: longer.map { entry in
        let item = Document.Item(
          line: "\(wording.lasting(entry.item)): \(entry.words)", places: [entry.at], style: .caution, sign: "~")
        return Document.Entry(head: wording.subject(of: entry.item), items: [item])
      })
  }

  /// Not in the colours of what happens.
  var noLonger: Document.Section {
    let dropped = comparison?.noLonger ?? []
    let entries = changes.entries(dropped.map { ($0, []) }).map { entry in
      var entry = entry
      for index in entry.items.indices { (entry.items[index].style, entry.items[index].sign) = (.plain, "x") }
      return entry
    }
    return Document.Section(
      anchor: "no-longer", title: "The base would, and this no longer does (\(dropped.count))", short: "No longer",
      entries: entries)
  }

  private var edits: [RuleEdit] { comparison?.ruleEdits ?? [] }
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
