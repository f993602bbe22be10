import Access
package import Explaining

extension AccessExplanation: Report {
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { ExplanationDocument(self).document }
  package var subject: String { "explanation \(review.workspace.slug)" }
}

/// Why one person has the access they have, as a document: an entry for each path.
private struct ExplanationDocument {
  private let explanation: AccessExplanation
  private let wording: AccessWording
  private var review: AccessReview { explanation.review }
  private var person: AccessPerson { explanation.person }

  init(_ explanation: AccessExplanation) {
    self.explanation = explanation
    wording = AccessWording(explanation.review)
  }

  var document: Document {
    Document(
      title: title, facts: facts, verdict: [trail].compactMap(\.self) + verdict, figures: figures,
      sections: [.missing(review.incomplete), UnresolvedEntries(explanation.unresolved).section]
        // What has a place is about other people too.
        + [.warnings(review.warnings.filter { $0.place == nil })] + sections)
  }

  /// Who it is, and what the policy says of them.
  private var title: Line {
    let name: Line = person.name.isEmpty ? "" : " (\(name: person.name))"
    return "\(name: person.email.written)\(name): \(presence)\(policy)"
  }

  private var presence: Line {
    switch person.presence {
    case .member: "a member of \(name: review.workspace.slug)"
    case .invited: "invited to \(name: review.workspace.slug)"
    case .absent: "not in \(name: review.workspace.slug)"
    case .unread: "perhaps in \(name: review.workspace.slug): not everybody could be read"
    case .notAsked: "by the policy alone"
    }
  }

  private var policy: Line {
    guard let link = person.link else { return "; no policy was given" }
    let place: Line = (link.entries.first?.at ?? link.at).map { "  \($0)" } ?? ""
    return ", \(link.standing.said(link.detail))\(place)"
  }

  /// What else is known of them, and what was asked.
  private var facts: [Line] {
    var lines: [Line] = []
    if let said = person.link?.entries.first?.terms, !said.isEmpty { lines.append("\(said)") }
    if !person.otherAddresses.isEmpty {
      lines.append("also known to the policy as \(person.otherAddresses.map(\.written).joined(separator: ", "))")
    }
    if let manager = person.manager {
      let trouble: Line = person.managerTrouble.map { ", who \($0)" } ?? ""
      let line: Line = "manager \(name: manager.written)\(trouble)"
      lines.append(person.managerTrouble == nil ? line : line.styled(.caution))
    }
    if let resource = explanation.resource {
      lines.append("asked about \(wording.resource(resource))\(wording.labels(resource))")
    }
    if let role = explanation.role { lines.append("only access by the role \(name: review.names.role(role))") }
    return lines
  }

  private var verdict: [Line] {
    let standings = Standing.allCases.map { standing in
      (standing, explanation.paths.count { $0.row.standing == standing })
    }
    let figures = standings.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.phrase)" }
    let to: Line = explanation.resource.map { " to \(name: review.names.resource($0.kind, $0.id))" } ?? ""
    let by: Line = explanation.role.map { " by \(name: review.names.role($0))" } ?? ""
    let about: Line = "\(to)\(by)"
    let (number, areAlike) = (explanation.paths.count, figures.count == 1)
    let alike = standings.first { $0.1 > 0 }.map { number == 1 ? $0.0.phrase : "all \($0.0.phrase)" } ?? ""
    let head: Line =
      number == 0
      ? "\(review.isOfPolicyAlone ? "Is to have" : "Has") no access\(about)."
      : "\(counted(number, "path"))\(about)\(areAlike ? ", \(alike)" : ": \(figures.joined(separator: ", "))")."
    let others = explanation.passedOver
    let rest: [Line] =
      others == 0 ? [] : ["\(counted(others, "other path")) \(others == 1 ? "does" : "do") not \(lead)."]
    return [head.styled(.strong)] + rest
  }

  private var lead: String { explanation.role == nil ? "reach it" : "lead there" }

  /// What the audit trail could not tell, said once.
  private var trail: Line? {
    if let complaint = review.trail.complaint { return complaint }
    let untold = explanation.paths.contains {
      $0.row.standing == .undeclared && $0.row.lastChange == Finding.Attribution.none
    }
    return untold && !isAnyToldBy
      ? "No event of the audit trail (90 days) tells since when the undeclared access is there." : nil
  }

  private var isAnyToldBy: Bool { explanation.paths.contains { $0.row.author != nil } }
}

extension ExplanationDocument {
  private var figures: [Document.Figure] {
    Standing.allCases.reversed().map { standing in
      Document.Figure(
        explanation.paths.count { $0.row.standing == standing }, standing.phrase, style: standing.style)
    }.filter { $0.number > 0 }
  }

  private var sections: [Document.Section] {
    AccessRow.Holding.allCases.map { holding in
      let paths = explanation.paths.filter { $0.row.holding == holding }
      return Document.Section(
        anchor: holding.anchor, title: "\(holding.title) (\(paths.count))", layout: .lists, entries: paths.map(entry))
    }
  }

  /// `Source Admin on source/website, through group Analytics`, and below it what the policy says of it.
  private func entry(_ path: AccessExplanation.Path) -> Document.Entry {
    let row = path.row
    let perhaps: Line = if case .perhaps(_, let why)? = path.reach { "; perhaps: \(why)" } else { "" }
    let matches: [Line] = wording.matches(row).map { ["matches today: \($0)"] } ?? []
    let alone: [Line] = row.isLeftAlone ? ["left alone: the policy does not take it away"] : []
    let said = (alone + pending(row) + lastChange(row)).map { Document.Item(line: $0) }
    return Document.Entry(
      head: "\(wording.access(row))\(perhaps)",
      items: matches.map { Document.Item(line: $0) } + row.links.flatMap(items) + said, style: row.standing.style,
      sign: row.standing.sign)
  }

  /// An item for each entry of the policy that says so, or for why none does.
  private func items(_ link: PolicyLink) -> [Document.Item] {
    guard !link.entries.isEmpty, link.standing == .declared else {
      let line: Line = "\(link.part.rawValue) \(link.standing.said(link.detail))"
      return [Document.Item(line: line, places: [link.at].compactMap(\.self))]
    }
    // The account's own entry stands at the head.
    guard link.part != .account else { return [] }
    return link.entries.map { entry in
      let note = [entry.through.map { "through \($0.words)" } ?? "", entry.terms].filter { !$0.isEmpty }
      return Document.Item(
        line: "\(link.part.rawValue) declared", note: "\(note.joined(separator: ", "))",
        places: [entry.at, entry.through?.place].compactMap(\.self))
    }
  }

  /// Since when and by whom, where the audit trail was asked; that it does not tell is worth a line only of what no file
  /// declares.
  private func lastChange(_ row: AccessRow) -> [Line] {
    if row.lastChange == Finding.Attribution.none, row.standing == .undeclared, isAnyToldBy {
      return ["since when, no event of the audit trail tells"]
    }
    return [row.lastChangeTold].compactMap(\.self)
  }

  /// A declared role of somebody invited may or may not come with the invite.
  private func pending(_ row: AccessRow) -> [Line] {
    guard row.holding == .notHeld, row.group == nil, person.presence == .invited else { return [] }
    return ["the invite may carry it: nobody can read what an invite carries"]
  }
}

extension PolicyEntry {
  /// `until 2030-01-31, reason SEC-142`; empty where it has neither.
  fileprivate var terms: String {
    [until.map { "until \($0.written)" }, reason.map { "reason \($0)" }].compactMap(\.self).joined(separator: ", ")
  }
}

extension PolicyEntry.Through {
  /// Where the team names the person, or the subject the bundle.
  fileprivate var place: Place? {
    switch self {
    case .team(_, let entry): entry
    case .bundle(_, let entry): entry
    }
  }
}

extension AccessRow {
  /// Who changed it last and when; nil where nothing tells.
  var lastChangeTold: Line? {
    switch lastChange {
    case .known(let author): "last change: \(author.line)"
    case .perhaps(let author): "last change perhaps: \(author.line), the latest of the group"
    case .some(.none), nil: nil
    }
  }
}

extension AccessRow.Holding {
  fileprivate var title: Line {
    switch self {
    case .held: "Has"
    case .onAcceptance: "Has on accepting the invite"
    case .notHeld: "Is to have, and does not"
    case .unread: "Is to have, and could not be seen to have"
    case .notAsked: "Is to have"
    }
  }

  var anchor: String {
    switch self {
    case .held: "has"
    case .onAcceptance: "on-acceptance"
    case .notHeld: "missing-access"
    case .unread: "not-read"
    case .notAsked: "declared-access"
    }
  }
}
