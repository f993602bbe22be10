import Access
import Explaining
import Syntax

/// Rows of a review in words: the one place that puts them so, whatever the format.
struct AccessWording {
  private let review: AccessReview
  private let people: [Email: AccessPerson]
  /// Names that stand for more than one group: those are told apart by id.
  private let ambiguous: Set<String>

  init(_ review: AccessReview) {
    self.review = review
    people = Dictionary(review.people.map { ($0.email, $0) }, uniquingKeysWith: { first, _ in first })
    var keys: [String: Set<GroupIdentity>] = [:]
    for group in review.rows.compactMap(\.group) { keys[group.name, default: []].insert(group.key) }
    ambiguous = Set(keys.filter { $0.value.count > 1 }.keys)
  }

  func person(_ row: AccessRow) -> AccessPerson? { row.person.flatMap { people[$0] } }

  /// `account`, `pending invite`, `role`, `membership`, `not understood`
  func kind(_ row: AccessRow) -> String {
    switch row.gain {
    case .account: "account"
    case .invite: "pending invite"
    case .grant: "role"
    case .membership: "membership"
    case .notUnderstood: "not understood"
    }
  }

  /// The role's name; what stands in its place where a row has none.
  func role(_ row: AccessRow) -> String {
    if case .notUnderstood(let text) = row.gain { return text }
    return row.grant.map { review.names.role($0.role) } ?? ""
  }

  /// `workspace`, `environment:dev`, `source/website`; empty without a role.
  func scope(_ row: AccessRow) -> String {
    guard let grant = row.grant else { return "" }
    return grant.scope == .workspace ? "workspace" : review.names.scope(grant.scope)
  }

  /// The group's name, with its id where several have that name; empty for what is direct.
  func group(_ row: AccessRow) -> String {
    guard let group = row.group else { return "" }
    return ambiguous.contains(group.name) ? "\(group.name) (\(group.id?.text ?? "new"))" : group.name
  }

  /// What the row leads to, in a phrase: `Source Admin on source/website`.
  func what(_ row: AccessRow) -> String {
    switch row.gain {
    case .account(let base): base.map { "account, with \(review.names.grant($0))" } ?? "account"
    case .invite: "pending invite; nobody can read what it carries"
    case .grant(let grant): review.names.grant(grant)
    case .membership: "membership (the group has no roles)"
    case .notUnderstood(let text): "not understood: \(text)"
    }
  }

  /// `directly`, `through group Analytics`, and the team or bundle of the policy behind it.
  func way(_ row: AccessRow) -> Line {
    let direct: Line = row.gain.isHeldDirectly ? "directly" : ""
    let head: Line = row.group == nil ? direct : "through group \(name: group(row))"
    let through = throughs(row)
    return through.isEmpty ? head : "\(head) (\(through.joined(separator: ", ")))"
  }

  /// `Source Admin on source/website, directly`
  func access(_ row: AccessRow) -> Line {
    let way = way(row)
    return way.isEmpty ? "\(what(row))" : "\(what(row)), \(way)"
  }

  /// `declared, until 2030-01-31`, `undeclared: not in the list of roles`; empty where no policy judges a row that is held.
  func standing(_ row: AccessRow) -> Line {
    // What has ended says so by itself.
    let until = row.standing == .ended ? nil : row.until.map { "until \($0.written)" }
    let parts = [
      row.holding == .onAcceptance && row.gain != .invite ? "on acceptance" : nil,
      row.isLeftAlone ? "left alone" : nil,
      row.standing == .unjudged ? nil : row.standing.said(row.detail), until,
    ]
    return "\(parts.compactMap(\.self).joined(separator: ", "))"
  }

  /// `team data-platform`, `bundle source-reader`: what of the policy stands between, each once.
  private func throughs(_ row: AccessRow) -> [String] {
    row.links.flatMap(\.entries).compactMap { $0.through?.words }.reduce(into: []) { all, word in
      if !all.contains(word) { all.append(word) }
    }
  }

  /// Every place of the policy that says so, each once.
  func places(_ row: AccessRow) -> [Place] {
    row.links.flatMap(\.entries).map(\.at).reduce(into: []) { all, place in
      if !all.contains(place) { all.append(place) }
    }
  }

  /// `source/website (Website)`
  func resource(_ resource: Resource) -> Line {
    let name: Line = resource.name.isEmpty ? "" : " (\(name: resource.name))"
    return "\(name: review.names.resource(resource.kind, resource.id))\(name)"
  }

  /// `, labels environment:prod`; empty where it carries none, or where that is not known.
  func labels(_ resource: Resource) -> Line { LabelSet(resource.labels).map { ", labels \($0.description)" } ?? "" }

  /// `source/website, source/app`: the sources that carry the labels today; nil where the scope is no label set.
  func matches(_ row: AccessRow) -> String? {
    guard case .labels(let labels)? = row.grant?.scope else { return nil }
    guard let sources = review.sources(matching: labels) else {
      return review.isOfPolicyAlone ? "unknown: no workspace was asked" : "unknown: the sources were not read"
    }
    return sources.isEmpty ? "no source" : sources.map { review.names.resource($0.kind, $0.id) }.joined(separator: ", ")
  }
}

extension PolicyEntry.Through {
  var words: String {
    switch self {
    case .team(let name, _): "team \(name)"
    case .bundle(let name, _): "bundle \(name)"
    }
  }
}

extension AccessRow.Gain {
  fileprivate var isHeldDirectly: Bool {
    switch self {
    case .account, .invite, .membership: false
    case .grant, .notUnderstood: true
    }
  }
}

extension AccessRow {
  /// Who changed it last, or may have.
  var author: Finding.Author? {
    switch lastChange {
    case .known(let author), .perhaps(let author): author
    case .some(.none), nil: nil
    }
  }

  var isAuthorCertain: Bool {
    if case .known = lastChange { true } else { false }
  }

  /// Held, not declared, and not taken away by the policy either.
  var isLeftAlone: Bool { standing == .undeclared && outlook == .stays }
}

extension Standing {
  /// What a reader sees first of a line.
  var sign: Character {
    switch self {
    case .declared, .unjudged: "="
    case .missing: "+"
    case .undeclared: "!"
    case .ended, .departed: "-"
    case .ignored, .unmanaged, .unclear: ">"
    }
  }

  var style: Style {
    switch self {
    case .declared, .unjudged: .plain
    case .missing: .addition
    case .undeclared, .ended, .departed: .removal
    case .ignored, .unmanaged, .unclear: .caution
    }
  }

  /// `ignored: support staff`, `undeclared: not in the list of roles`; where the policy's own key says it, once.
  func said(_ detail: String) -> String {
    if detail.isEmpty { return rawValue }
    return switch self {
    case .ignored, .departed: detail
    case .unmanaged: detail == "roles: unmanaged" ? "left to others, \(detail)" : "left to the identity provider"
    case .unjudged, .declared, .unclear, .missing, .undeclared, .ended: "\(rawValue): \(detail)"
    }
  }

  /// Whether somebody has to look at it: neither as the policy says, nor left to others by it.
  var isToReview: Bool {
    switch self {
    case .declared, .unmanaged, .ignored: false
    case .unjudged, .unclear, .missing, .undeclared, .ended, .departed: true
    }
  }

  /// For a count: `2 held and not declared`.
  var phrase: String {
    switch self {
    case .unjudged: "judged by no policy"
    case .declared: "declared"
    case .unmanaged: "left to others"
    case .ignored: "ignored"
    case .unclear: "unclear"
    case .missing: "declared and not held"
    case .undeclared: "held and not declared"
    case .ended: "held past its end"
    case .departed: "held though departed or deleted"
    }
  }
}
