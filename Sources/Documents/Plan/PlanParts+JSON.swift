package import Access
package import AccessJSON
import Syntax

/// `{"digest": "sha256:…", "files": 7}`
struct PolicyMark: JSONRecord {
  let digest: String
  let files: Int

  static let shape: JSONShape<Self> = .record(
    .required("digest", \.digest, .text), .required("files", \.files, .count), make: Self.init(digest:files:))
}

extension Plan.ActualMark: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("digest", \.digest, .text), .required("readAt", \.readAt, .moment),
    .required("complete", \.incomplete.isEmpty, .flag), .required("source", \.source, .word),
    .optional("incomplete", \.incomplete, .list(of: .incompleteRead), else: []),
    .optional("takenOver", \.takenOver, TakenOver.shape)
  ) { digest, readAt, _, source, incomplete, takenOver in
    // Whether `complete` follows from the rest is judged with the file's other conclusions.
    Self(digest: digest, readAt: readAt, source: source, incomplete: incomplete, takenOver: takenOver)
  }
}

/// `{"asOf": "2026-11-21T08:00:00Z", "people": 995, "groups": 48}`
extension TakenOver: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("asOf", \.asOf, .moment), .required("people", \.people, .count), .required("groups", \.groups, .count)
  ) { asOf, people, groups in Self(people: people, groups: groups, asOf: asOf) }
}

/// Without the overrides, which stand beside the options.
extension PlanOptions: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("only", \.only, .list(of: .selection)), .required("noRemovals", \.noRemovals, .flag),
    .required("expiredOnly", \.expiredOnly, .flag), .optional("reinvite", \.reinvite, .list(of: .email), else: []),
    .optional("cancelInvites", \.cancelInvites, .list(of: .email), else: [])
  ) { only, noRemovals, expiredOnly, reinvite, cancelInvites in
    Self(
      only: only, noRemovals: noRemovals, expiredOnly: expiredOnly, reinvite: reinvite, cancelInvites: cancelInvites)
  }
}

extension PlanOptions.Override: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("name", \.name, .name), .required("reason", \.reason, .text), make: Self.init(name:reason:))
}

extension SubjectMark: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .optional("person", \.email, .email), .optional("group", \.groupName, .text), .optional("id", \.idText, .name),
    .required("before", \.before, .text), .optional("asOf", \.asOf, .moment)
  ) { person, group, id, before, asOf in
    switch (person, group) {
    case (let email?, nil): Self(.person(email, id.map { UserID($0) }), before: before, asOf: asOf)
    case (nil, let name?): Self(.group(name, id.map { GroupID($0) }), before: before, asOf: asOf)
    case (nil, nil), (_?, _?): throw JSONFault("expected either person or group")
    }
  }

  private var email: Email? {
    if case .person(let email, _) = which { email } else { nil }
  }

  private var groupName: String? {
    if case .group(let name, _) = which { name } else { nil }
  }

  private var idText: String? {
    switch which {
    case .person(_, let id): id?.text
    case .group(_, let id): id?.text
    }
  }
}

extension UndeclaredOwner: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("person", \.person, .email), .optional("group", \.group, .text), .required("detail", \.detail, .text),
    make: Self.init(person:group:detail:))
}

extension GuardrailViolation: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("rule", \.rule, .name), .required("name", \.name, .name), .required("enforce", \.enforce, .word),
    .required("detail", \.detail, .text), .optional("details", \.several, .list(of: .text)),
    .required("wayPast", \.remedy, .text), .required("overridable", \.isOverridable, .flag),
    .optional("overridden", \.overridden, .text), .optional("at", \.at, .place)
  ) { rule, name, enforce, detail, details, remedy, isOverridable, overridden, at in
    let violation = Self(
      rule: rule, name: name, enforce: enforce, details: details ?? [detail], remedy: remedy,
      isOverridable: isOverridable, overridden: overridden, at: at)
    if violation.detail != detail { throw JSONFault("is not what details comes to").inside(.key("detail")) }
    return violation
  }

  private var several: [String]? { details.count > 1 ? details : nil }
}

/// A plan's diagnostics are warnings; the severity is said only where it is another.
extension Diagnostic: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .optional("at", \.place, .place), .required("message", \.message, .text),
    .optional("severity", \.severity, .word, else: .warning),
    .optional("notes", \.notes, .list(of: Note.shape), else: [])
  ) { place, message, severity, notes in Self(severity, at: place, message, notes: notes) }
}

extension Diagnostic.Note: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("at", \.place, .place), .required("message", \.message, .text)
  ) { place, message in Self(at: place, message) }
}

extension Change.End: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("until", \.until, .expiry), .required("at", \.at, .place),
    .optional("leaves", \.isOfPerson, .flag, else: false)
  ) { until, at, isOfPerson in Self(until, at: at, isOfPerson: isOfPerson) }
}

extension JSONField where Value == PersonReference {
  /// `person` and `personID`
  static func person(_ person: @escaping @Sendable (Owner) -> PersonReference) -> Self {
    Self(
      "person", "personID", write: { owner, _ in person(owner).members }, read: { json, _ in try json.personReference })
  }
}

extension JSONField where Value == GroupReference {
  /// `group` and `groupID`
  static func group(_ group: @escaping @Sendable (Owner) -> GroupReference) -> Self {
    Self("group", "groupID", write: { owner, _ in group(owner).members }, read: { json, _ in try json.groupReference })
  }
}

extension JSONField where Value == GroupReference? {
  static func groupIfAny(_ group: @escaping @Sendable (Owner) -> GroupReference?) -> Self {
    Self("group", "groupID", write: { owner, _ in group(owner)?.members ?? [] }) { json, _ in
      try json.has("group", "groupID") ? try json.groupReference : nil
    }
  }
}

extension JSONField where Value == Subject? {
  /// The keys of a person or of a group.
  static func subjectIfAny(_ subject: @escaping @Sendable (Owner) -> Subject?) -> Self {
    Self(
      "person", "personID", "group", "groupID",
      write: { owner, names in subject(owner).map { AccessItem.roles(of: $0).members(names) } ?? [] },
      read: { json, _ in try json.has("person", "personID", "group", "groupID") ? try json.subject : nil })
  }
}

extension PersonReference: JSONRecord {
  package static let shape: JSONShape<Self> = .record(.person(\.itself)) { $0 }

  private var itself: Self { self }
}

extension GroupReference: JSONRecord {
  package static let shape: JSONShape<Self> = .record(.group(\.itself)) { $0 }

  private var itself: Self { self }
}

extension Grant: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    JSONField("role", "roleID", "scope", write: { $0.members($1) }, read: { try $0.grant(naming: &$1) })
  ) { $0 }
}
