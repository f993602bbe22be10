package import Access
import AccessJSON
import Explaining
import Syntax

/// A review and an explanation as JSON, format 2, a line for each person and each row.
extension AccessReview {
  /// - Parameter id: the stable id of a row, under which a decision about it comes back.
  package func document(accord version: String, id: (AccessRow) -> String) -> String {
    JSON.object(
      head(accord: version) + [useKnownSince.map { .init("useKnownSince", JSON($0)) }].compactMap(\.self) + [
        .init("people", .array(people.map(json))),
        .init("rows", .array(rows.map { json($0, [.init("id", .string(id($0)))]) })),
        .init("unresolved", .array(unresolved.map(\.json))),
        .init("warnings", .array(warnings.map(\.json))),
        .init("summary", .object(Standing.allCases.map { .init($0.rawValue, JSON(count(of: $0))) })),
      ]
    ).document
  }

  package func count(of standing: Standing) -> Int { rows.count { $0.standing == standing } }

  func head(_ format: Int = 2, accord version: String) -> [JSON.Member] {
    let members: [JSON.Member?] = [
      .init("formatVersion", JSON(format)), .init("accord", .string(version)),
      .init("workspace", isOfPolicyAlone ? .object(of: .init("slug", .string(workspace.slug))) : JSON(workspace)),
      .init("readAt", JSON(readAt)), .init("source", .string(isOfPolicyAlone ? "policy" : source.rawValue)),
      .init("takenOver", ifAny: takenOver?.json), .init("complete", .bool(incomplete.isEmpty)),
      .init("incomplete", ifAny: incomplete.isEmpty ? nil : .array(incomplete.map { JSON($0) })),
      .init(
        "policy",
        policy.map { PolicyMark(digest: $0.digest, files: $0.files).json } ?? .null),
    ]
    return members.compactMap(\.self)
  }

  func json(_ row: AccessRow, _ first: [JSON.Member]) -> JSON {
    let subject: [JSON.Member?] = [
      .init("person", row.person.map { JSON($0) } ?? .null), .init("group", ifAny: row.group.map { .string($0.name) }),
      .init("groupID", ifAny: id(row.group?.id?.text)), .init("gain", .string(row.gain.word)),
    ]
    let rest: [JSON.Member?] = [
      .init("held", .string(row.holding.rawValue)), .init("standing", .string(row.standing.rawValue)),
      .init("detail", ifAny: row.detail.isEmpty ? nil : .string(row.detail)),
      .init("outlook", ifAny: policy == nil || isOfPolicyAlone ? nil : .string(row.outlook.rawValue)),
      .init("until", ifAny: row.until.map { .string($0.written) }),
      .init("lastChange", ifAny: row.lastChange.map(json)), .init("lastUse", ifAny: row.lastUse.map(json)),
      .init("links", .array(row.links.map(\.json))),
    ]
    return .object(first + subject.compactMap(\.self) + gained(row) + rest.compactMap(\.self))
  }

  func json(_ resource: Resource) -> JSON {
    .object(
      of: .init("resource", .string(names.resource(resource.kind, resource.id))),
      .init("id", ifAny: id(resource.id.text)), .init("name", ifAny: id(resource.name)),
      .init(
        "labels",
        ifAny: resource.kind == .source && whyLabelsAreUnknown(of: resource) == nil
          ? JSON(labels: resource.labels) : nil))
  }

  /// An id of Segment's; nil where no workspace was asked for it.
  func id(_ text: String?) -> JSON? { isOfPolicyAlone ? nil : text.map(JSON.string) }

  private func scope(_ scope: Scope) -> JSON {
    guard isOfPolicyAlone, case .resource(let kind, let id) = scope else { return JSON(scope, names) }
    return .object(of: .init("resource", .string(names.resource(kind, id))))
  }

  private func gained(_ row: AccessRow) -> [JSON.Member] {
    if case .notUnderstood(let text) = row.gain { return [.init("text", .string(text))] }
    guard let grant = row.grant else { return [] }
    let members: [JSON.Member?] = [
      .init("role", .string(names.role(grant.role))), .init("roleID", ifAny: id(grant.role.text)),
      .init("scope", scope(grant.scope)), .init("matches", ifAny: matches(grant.scope)),
    ]
    return members.compactMap(\.self)
  }

  private func json(_ use: RoleUse) -> JSON {
    switch use {
    case .seen(let deed):
      .object(of: .init("shown", "yes"), .init("at", JSON(deed.at)), .init("event", .string(deed.event)))
    case .notSeen(.some): .object(of: .init("shown", "no"))
    case .leavesNoTrail: .object(of: .init("shown", "leaves-no-trail"))
    case .notSeen(nil), .unknown: .object(of: .init("shown", "unknown"))
    }
  }

  private func json(_ change: Finding.Attribution) -> JSON {
    switch change {
    case .known(let author): author.json(known: true)
    case .perhaps(let author): author.json(known: false)
    case .none: .null
    }
  }

  /// The sources that carry the labels today; null where nobody could read them.
  private func matches(_ scope: Scope) -> JSON? {
    guard case .labels(let labels) = scope else { return nil }
    return sources(matching: labels).map { .strings($0.map { names.resource($0.kind, $0.id) }) } ?? .null
  }
}

extension AccessExplanation {
  package func document(accord version: String) -> String {
    let own: [JSON.Member?] = [
      .init("person", review.json(person)), .init("resource", ifAny: resource.map(review.json)),
      .init("byRole", ifAny: role.map { .string(review.names.role($0)) }),
      .init("paths", .array(paths.map { review.json($0.row, $0.reach.map(\.members) ?? []) })),
      .init("unresolved", .array(unresolved.map(\.json))),
      .init("passedOver", ifAny: resource.map { _ in JSON(passedOver) }),
    ]
    return JSON.object(review.head(accord: version) + own.compactMap(\.self)).document
  }
}

extension Finding.Author {
  fileprivate func json(known: Bool) -> JSON {
    .object(
      of: .init("at", JSON(at)), .init("who", .string(who)), .init("event", .string(event)),
      .init("perhaps", ifAny: known ? nil : true))
  }
}

extension Reach {
  var members: [JSON.Member] {
    switch self {
    case .reaches(let by): [.init("reaches", "yes"), .init("by", .string(by))]
    case .perhaps(let by, let why):
      [.init("reaches", "perhaps"), .init("by", .string(by)), .init("why", .string(why))]
    case .no: [.init("reaches", "no")]
    }
  }
}

extension AccessRow.Gain {
  /// The word that a machine reads.
  package var word: String {
    switch self {
    case .account: "account"
    case .invite: "invite"
    case .grant: "grant"
    case .membership: "membership"
    case .notUnderstood: "not-understood"
    }
  }
}

extension AccessReview {
  fileprivate func json(_ person: AccessPerson) -> JSON {
    .object(
      of: .init("email", JSON(person.email)), .init("name", .string(person.name)),
      .init("presence", .string(person.presence.rawValue)), .init("id", ifAny: id(person.id?.text)),
      .init("policy", ifAny: person.link?.json), .init("manager", ifAny: person.manager.map { JSON($0) }),
      .init("managerTrouble", ifAny: person.managerTrouble.map(JSON.string)),
      .init(
        "otherAddresses",
        ifAny: person.otherAddresses.isEmpty ? nil : .array(person.otherAddresses.map { JSON($0) })))
  }
}

extension PolicyLink {
  fileprivate var json: JSON {
    .object(
      of: .init("part", .string(part.rawValue)), .init("standing", .string(standing.rawValue)),
      .init("detail", ifAny: detail.isEmpty ? nil : .string(detail)), .init("at", ifAny: at.map { JSON($0) }),
      .init("entries", ifAny: entries.isEmpty ? nil : .array(entries.map(\.json))))
  }
}

extension PolicyEntry {
  fileprivate var json: JSON {
    var through: [JSON.Member] = []
    switch self.through {
    case .team(let name, let entry):
      through = [JSON.Member("team", .string(name)), JSON.Member("teamEntry", ifAny: entry.map { JSON($0) })]
        .compactMap(\.self)
    case .bundle(let name, let entry):
      through = [JSON.Member("bundle", .string(name)), JSON.Member("usedAt", JSON(entry))]
    case nil: break
    }
    let rest: [JSON.Member?] = [
      .init("until", ifAny: until.map { .string($0.written) }), .init("reason", ifAny: reason.map(JSON.string)),
    ]
    return .object([.init("at", JSON(at))] + through + rest.compactMap(\.self))
  }
}
