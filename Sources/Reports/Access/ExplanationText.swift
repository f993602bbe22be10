package import Access

/// Why one person has the access they have, as text for a terminal.
package func textReport(_ explanation: Explanation, style: Style = Style()) -> String {
  ExplanationText(explanation).text(style)
}

private struct ExplanationText {
  private let explanation: Explanation
  private let wording: AccessWording
  private var review: AccessReview { explanation.review }
  private var person: AccessPerson { explanation.person }

  init(_ explanation: Explanation) {
    self.explanation = explanation
    wording = AccessWording(explanation.review)
  }

  func text(_ style: Style) -> String {
    [
      .missing(review.incomplete), section("Has", .held), section("Has on accepting the invite", .onAcceptance),
      section("Is to have, and does not", .notHeld),
    ].text(head: head, foot: foot, style)
  }

  private var head: [Line] {
    let name: Line = person.name.isEmpty ? "" : " (\(name: person.name))"
    var lines = [Line(.strong, "\(name: person.email.written)\(name): \(presence)\(policy)")]
    if let entry = person.link?.entries.first { lines += details(of: entry) }
    if !person.otherAddresses.isEmpty {
      lines.append("  also known to the policy as \(person.otherAddresses.map(\.written).joined(separator: ", "))")
    }
    if let manager = person.manager {
      let trouble: Line = person.managerTrouble.map { ", who \($0)" } ?? ""
      let line: Line = "  manager \(name: manager.written)\(trouble)"
      lines.append(person.managerTrouble == nil ? line : line.inked(.caution))
    }
    if let resource = explanation.resource { lines.append(asked(resource)) }
    return lines
  }

  private var presence: Line {
    switch person.presence {
    case .member: "a member of \(name: review.workspace.slug)"
    case .invited: "invited to \(name: review.workspace.slug)"
    case .absent: "not in \(name: review.workspace.slug)"
    }
  }

  private var policy: Line {
    guard let link = person.link else { return "; no policy was given" }
    let place: Line = (link.entries.first?.at ?? link.at).map { "  \($0)" } ?? ""
    return ", \(link.standing.said(link.detail))\(place)"
  }

  private func details(of entry: PolicyEntry) -> [Line] {
    let parts = [entry.until.map { "until \($0.written)" }, entry.reason.map { "reason \($0)" }].compactMap(\.self)
    return parts.isEmpty ? [] : ["  \(parts.joined(separator: ", "))"]
  }

  private func asked(_ resource: Resource) -> Line {
    let name: Line = resource.name.isEmpty ? "" : " (\(name: resource.name))"
    let labels = LabelSet(resource.labels).map { ", labels \($0.description)" } ?? ""
    return "  asked about \(review.names.resource(resource.kind, resource.id))\(name)\(labels)"
  }

  private func section(_ title: String, _ holding: AccessRow.Holding) -> Section {
    let paths = explanation.paths.filter { $0.row.holding == holding }
    return Section("\(title) (\(paths.count))", paths.flatMap(lines))
  }

  private func lines(_ path: Explanation.Path) -> [Line] {
    let row = path.row
    let how = wording.path(row)
    let head: Line = "\(row.standing.symbol) \(wording.what(row))\(how.isEmpty ? "" : ", \(how)")\(reach(path.reach))"
    let matches: [Line] = wording.matches(row).map { ["      matches today: \($0)"] } ?? []
    return [head.inked(row.standing.ink)] + matches + row.links.flatMap(lines) + pending(row)
  }

  private func reach(_ reach: Reach?) -> Line {
    switch reach {
    case .perhaps(_, let why): "; perhaps: \(why)"
    case .reaches, .no, nil: ""
    }
  }

  /// A line for each entry that says it, or one that says why none does.
  private func lines(_ link: PolicyLink) -> [Line] {
    guard !link.entries.isEmpty, link.standing == .declared else {
      let place: Line = link.at.map { "  \($0)" } ?? ""
      return ["      \(link.part.rawValue) \(link.standing.said(link.detail))\(place)"]
    }
    // The account's own entry stands at the head.
    guard link.part != .account else { return [] }
    return link.entries.map { entry in
      let said = [
        entry.through.map { "through \($0.words)" }, entry.until.map { "until \($0.written)" },
        entry.reason.map { "reason \($0)" },
      ].compactMap(\.self)
      let tail = said.isEmpty ? "" : " " + said.joined(separator: ", ")
      return "      \(link.part.rawValue) declared  \(entry.at)\(entry.through?.place ?? "")\(tail)"
    }
  }

  /// A declared role of somebody invited may or may not come with the invite.
  private func pending(_ row: AccessRow) -> [Line] {
    guard row.holding == .notHeld, row.group == nil, person.presence == .invited else { return [] }
    return ["      the invite may carry it: nobody can read what an invite carries"]
  }

  private var foot: [Line] {
    let standings = Standing.allCases.map { standing in
      (standing, explanation.paths.count { $0.row.standing == standing })
    }
    let figures = standings.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.phrase)" }
    let total = counted(explanation.paths.count, "way")
    let about: Line = explanation.resource.map { " to \(review.names.resource($0.kind, $0.id))" } ?? ""
    let head: Line =
      explanation.paths.isEmpty ? "No way\(about)." : "\(total)\(about): \(figures.joined(separator: ", "))."
    let others = explanation.passedOver
    let rest: [Line] =
      others == 0 ? [] : ["\(counted(others, "other way")) \(others == 1 ? "does" : "do") not reach it."]
    return [head.inked(.strong)] + rest
  }
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
