import Access
package import Explaining

/// Why one person has the access they have, as text for a terminal.
package func textReport(_ explanation: AccessExplanation, style: TextStyle = TextStyle()) -> String {
  let words = ExplanationWords(explanation)
  let sections = AccessRow.Holding.allCases.map { holding in
    let paths = explanation.paths.filter { $0.row.holding == holding }
    let lines = paths.flatMap { path -> [Line] in
      let (row, way) = (path.row, words.way(path))
      let head: Line = "\(row.standing.symbol) \(words.what(path))\(way.isEmpty ? way : ", \(way)")"
      return [head.styled(row.standing.style)] + words.particulars(path).map { "      \($0)" }
    }
    return TextSection("\(holding.title) (\(paths.count))", lines)
  }
  let head = words.head.enumerated().map { at, line -> Line in at == 0 ? line : "  \(line)" }
  let unresolved = UnresolvedEntries(explanation.unresolved).textSection
  return ([TextSection.missing(explanation.review.incomplete)] + sections + [unresolved]).text(
    head: head, foot: words.foot, style)
}

/// What every format of an explanation says, line by line.
struct ExplanationWords {
  private let explanation: AccessExplanation
  private let wording: AccessWording
  private var review: AccessReview { explanation.review }
  private var person: AccessPerson { explanation.person }

  init(_ explanation: AccessExplanation) {
    self.explanation = explanation
    wording = AccessWording(explanation.review)
  }

  /// Who it is, what the policy says of them, and what was asked.
  var head: [Line] {
    let name: Line = person.name.isEmpty ? "" : " (\(name: person.name))"
    var lines = [Line(.strong, "\(name: person.email.written)\(name): \(presence)\(policy)")]
    if let entry = person.link?.entries.first { lines += details(of: entry) }
    if !person.otherAddresses.isEmpty {
      lines.append("also known to the policy as \(person.otherAddresses.map(\.written).joined(separator: ", "))")
    }
    if let manager = person.manager {
      let trouble: Line = person.managerTrouble.map { ", who \($0)" } ?? ""
      let line: Line = "manager \(name: manager.written)\(trouble)"
      lines.append(person.managerTrouble == nil ? line : line.styled(.caution))
    }
    if let resource = explanation.resource { lines.append(asked(resource)) }
    return lines
  }

  private var presence: Line {
    switch person.presence {
    case .member: "a member of \(name: review.workspace.slug)"
    case .invited: "invited to \(name: review.workspace.slug)"
    case .absent: "not in \(name: review.workspace.slug)"
    case .unread: "perhaps in \(name: review.workspace.slug): not everybody could be read"
    }
  }

  private var policy: Line {
    guard let link = person.link else { return "; no policy was given" }
    let place: Line = (link.entries.first?.at ?? link.at).map { "  \($0)" } ?? ""
    return ", \(link.standing.said(link.detail))\(place)"
  }

  private func details(of entry: PolicyEntry) -> [Line] {
    let parts = [entry.until.map { "until \($0.written)" }, entry.reason.map { "reason \($0)" }].compactMap(\.self)
    return parts.isEmpty ? [] : ["\(parts.joined(separator: ", "))"]
  }

  private func asked(_ resource: Resource) -> Line {
    let name: Line = resource.name.isEmpty ? "" : " (\(name: resource.name))"
    let labels = LabelSet(resource.labels).map { ", labels \($0.description)" } ?? ""
    return "asked about \(name: review.names.resource(resource.kind, resource.id))\(name)\(labels)"
  }

  /// `Source Admin on source/website`
  func what(_ path: AccessExplanation.Path) -> Line { "\(wording.what(path.row))" }

  /// `through group Analytics (team data-platform)`
  func way(_ path: AccessExplanation.Path) -> Line {
    let way = wording.way(path.row)
    guard case .perhaps(_, let why)? = path.reach else { return way }
    return way.isEmpty ? "perhaps: \(why)" : "\(way); perhaps: \(why)"
  }

  /// What the labels match, and a line for each entry of the policy that says it, or for why none does.
  func particulars(_ path: AccessExplanation.Path) -> [Line] {
    let row = path.row
    let matches: [Line] = wording.matches(row).map { ["matches today: \($0)"] } ?? []
    let alone: [Line] = row.isLeftAlone ? ["left alone: the policy does not take it away"] : []
    return matches + row.links.flatMap(lines) + alone + pending(row) + lastChange(row)
  }

  /// Since when and by whom, where the audit trail was asked; that it does not tell is worth a line only of what no file
  /// declares.
  private func lastChange(_ row: AccessRow) -> [Line] {
    switch row.lastChange {
    case .known(let author): ["last change: \(author.line)"]
    case .perhaps(let author): ["last change perhaps: \(author.line), the latest of the group"]
    case .some(.none) where row.standing == .undeclared && isAnyToldBy:
      ["since when, no event of the audit trail tells"]
    case .some(.none), nil: []
    }
  }

  private func lines(_ link: PolicyLink) -> [Line] {
    guard !link.entries.isEmpty, link.standing == .declared else {
      let place: Line = link.at.map { "  \($0)" } ?? ""
      return ["\(link.part.rawValue) \(link.standing.said(link.detail))\(place)"]
    }
    // The account's own entry stands at the head.
    guard link.part != .account else { return [] }
    return link.entries.map { entry in
      let said = [
        entry.through.map { "through \($0.words)" }, entry.until.map { "until \($0.written)" },
        entry.reason.map { "reason \($0)" },
      ].compactMap(\.self)
      let tail = said.isEmpty ? "" : " " + said.joined(separator: ", ")
      return "\(link.part.rawValue) declared  \(entry.at)\(entry.through?.place ?? "")\(tail)"
    }
  }

  /// A declared role of somebody invited may or may not come with the invite.
  private func pending(_ row: AccessRow) -> [Line] {
    guard row.holding == .notHeld, row.group == nil, person.presence == .invited else { return [] }
    return ["the invite may carry it: nobody can read what an invite carries"]
  }

  var foot: [Line] {
    let standings = Standing.allCases.map { standing in
      (standing, explanation.paths.count { $0.row.standing == standing })
    }
    let figures = standings.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.phrase)" }
    let total = counted(explanation.paths.count, "way")
    let about: Line = explanation.resource.map { " to \(name: review.names.resource($0.kind, $0.id))" } ?? ""
    let head: Line =
      explanation.paths.isEmpty ? "No way\(about)." : "\(total)\(about): \(figures.joined(separator: ", "))."
    let others = explanation.passedOver
    let rest: [Line] =
      others == 0 ? [] : ["\(counted(others, "other way")) \(others == 1 ? "does" : "do") not reach it."]
    return [head.styled(.strong)] + rest + [trail].compactMap(\.self)
  }

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

extension PolicyEntry.Through {
  /// Where the team names the person, or the subject the bundle.
  fileprivate var place: Line {
    switch self {
    case .team(_, let entry): entry.map { ", \($0)" } ?? ""
    case .bundle(_, let entry): ", \(entry)"
    }
  }
}
