import Access
package import Explaining

extension AccessHolders: Report {
  package func json(accord version: String) -> String { jsonReport(self, accord: version) }
  package var document: Document { HoldersDocument(self).document }
  package var subject: String { "holders \(review.workspace.slug)" }
}

/// Everybody who has a thing, as a document: those who have it first, then those who will, are to, or may have it; each
/// person with every way.
private struct HoldersDocument {
  private let holders: AccessHolders
  private let words: ReviewWords
  private let table: ReviewTable
  private var review: AccessReview { holders.review }

  init(_ holders: AccessHolders) {
    self.holders = holders
    words = ReviewWords(holders.review)
    table = ReviewTable(holders.review)
  }

  var document: Document {
    Document(
      title: title, facts: facts, verdict: words.remarks + verdict, figures: figures,
      sections: [
        .missing(review.incomplete), UnresolvedEntries(holders.unresolved).section,
        // What has a place is about other things too.
        .warnings(review.warnings.filter { $0.place == nil }),
      ] + sections)
  }

  /// `Who has access to source/website (Website) in acme`
  private var title: Line {
    let has = review.isOfPolicyAlone ? "is to have" : "has"
    let workspace: Line = "\(name: review.workspace.slug)"
    return switch holders.thing {
    case .workspace: "Who \(has) access to the whole workspace \(workspace)"
    case .resource(let resource): "Who \(has) access to \(words.wording.resource(resource)) in \(workspace)"
    case .role(let role): "Who \(has) the role \(name: review.names.role(role)) in \(workspace)"
    case .group(let group): "Who \(has) access through group \(name: group.reference.name) in \(workspace)"
    }
  }

  private var facts: [Line] {
    var lines = [words.origin]
    switch holders.thing {
    case .workspace, .role: break
    case .resource(let resource):
      let unknown = resource.kind == .source ? review.whyLabelsAreUnknown(of: resource) : nil
      if let unknown { lines.append(Line(.caution, "its labels are not known: \(unknown)")) }
      if let labels = LabelSet(resource.labels) { lines.append("labels \(labels.description)") }
    case .group(let group):
      if group.isUnmanaged { lines.append("an identity provider decides who is in it (members: unmanaged)") }
      let others = Set(group.otherNames).subtracting([group.reference.name]).sorted()
      if !others.isEmpty { lines.append("also known to the policy as \(others.joined(separator: ", "))") }
    }
    if let role = holders.role { lines.append("only access by the role \(name: review.names.role(role))") }
    return lines
  }

  private var verdict: [Line] {
    let (paths, others) = (holders.paths, holders.passedOver)
    let head: Line =
      paths.contains { $0.row.person != nil } ? words.figures(of: paths.map(\.row), "path") : "\(nobody)."
    let doubtful = paths.count(where: \.isDoubtful)
    let perhaps: [Line] =
      doubtful == 0
      ? [] : ["\(doubtful) of these paths \(doubtful == 1 ? "is" : "are") uncertain, for the reason given."]
    let rest: [Line] =
      others == 0 ? [] : ["\(counted(others, "more path")) \(others == 1 ? "leads" : "lead") to it by other roles."]
    return [head.styled(.strong)] + perhaps + rest
  }

  private var nobody: Line {
    let nobody = review.incomplete.isEmpty ? "Nobody" : "Nobody of whom something could be read"
    let has: Line = review.isOfPolicyAlone ? "\(nobody) is to have" : "\(nobody) has"
    return if case .group = holders.thing { "\(has) access through it" } else { "\(has) it" }
  }

  private var figures: [Document.Figure] {
    Standing.allCases.reversed().map { standing in
      Document.Figure(holders.paths.count { $0.row.standing == standing }, standing.phrase, style: standing.style)
    }.filter { $0.number > 0 }
  }

  private var sections: [Document.Section] {
    let certain = holders.paths.filter { !$0.isDoubtful }
    let perhaps = holders.paths.filter(\.isDoubtful)
    return AccessRow.Holding.allCases.map { holding in
      section(holding.anchor, holding.plural, certain.filter { $0.row.holding == holding })
    } + [section("perhaps", "Perhaps", perhaps)]
  }

  private func section(_ anchor: String, _ title: Line, _ paths: [AccessExplanation.Path]) -> Document.Section {
    let people = Dictionary(grouping: review.people, by: \.email).compactMapValues(\.first)
    // Sorted by person as they are.
    let order = paths.map(\.row.person).reduce(into: [Email?]()) { all, email in
      if all.last != .some(email) { all.append(email) }
    }
    let ways = Dictionary(grouping: paths, by: \.row.person)
    let entries = order.map { email -> Document.Entry in
      let own = ways[email] ?? []
      let head = email.flatMap { people[$0] }.map(words.title) ?? nobodyYet
      return Document.Entry(head: head, items: own.map(item), anchor: email.map { "person.\($0.written)".anchor })
    }
    let number = order.compactMap(\.self).count
    return Document.Section(
      anchor: anchor, title: "\(title) (\(counted(number, "person", "people")))", short: title, layout: .lists,
      columns: ReviewTable.pageColumns, entries: entries)
  }

  /// Of what a group gives that has no members.
  private var nobodyYet: Line { "whoever joins a group that nobody is in yet" }

  private func item(_ path: AccessExplanation.Path) -> Document.Item {
    var item = table.item(path.row)
    if case .perhaps(_, let why)? = path.reach { item.particulars.append("perhaps: \(why)") }
    if path.row.standing != .declared { item.particulars += [path.row.lastChangeTold].compactMap(\.self) }
    return item
  }
}

extension AccessExplanation.Path {
  fileprivate var isDoubtful: Bool {
    switch reach {
    case .perhaps: true
    case .reaches, .no, nil: false
    }
  }
}

extension AccessRow.Holding {
  fileprivate var plural: Line {
    switch self {
    case .held: "Have it"
    case .onAcceptance: "Have it on accepting the invite"
    case .notHeld: "Are to have it, and do not"
    case .unread: "Are to have it, and could not be seen to have it"
    case .notAsked: "Are to have it"
    }
  }
}
