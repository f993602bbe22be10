package import Access
import AccessJSON
import Syntax

/// The plan, format 2: the only machine contract, in a stable order, a line for each change.
extension Plan {
  /// The text of a plan file.
  ///
  /// It ends in a digest of everything before it, so that an edit by hand or by accident is seen.
  package func fileText(accord version: String) -> String {
    json(accord: version, changes: changes.map(json)).sealed.document
  }

  /// The plan with these changes in the place of its own, and what a run adds at the end.
  func json(accord version: String, changes: [JSON], run: JSON? = nil) -> JSON {
    .object(
      of: .init("formatVersion", JSON(format.rawValue)), .init("accord", .string(version)),
      .init("workspace", JSON(workspace)),
      .init("region", ifAny: region == .us ? nil : .string(region.rawValue)),
      .init("policy", .object(of: .init("digest", .string(policyDigest)), .init("files", JSON(policyFiles)))),
      .init("base", ifAny: comparison.map { $0.json(names) }),
      .init("actual", actual.json), .init("options", options.json),
      .init("overrides", .array(options.overrides.map(\.json))),
      .init("validBefore", ifAny: validBefore.map { JSON($0) }),
      .init("changes", .array(changes)), .init("subjects", .array(subjects.map(\.json))),
      .init("holds", .array(holds.map { $0.json(names) })),
      .init("unresolved", ifAny: format == .first ? nil : .array(unresolved.map(\.json))),
      .init("undeclaredOwners", .array(undeclaredOwners.map(\.json))),
      .init("newOwners", ifAny: format == .first ? nil : .array(newOwners.map(\.json))),
      .init("refusals", .array(refusals.map(\.json))), .init("warnings", .array(warnings.map(\.json))),
      .init("guarding", guarding.json), .init("summary", summary), .init("requests", JSON(requests)),
      .init("secondsAtLimits", JSON(secondsAtLimits)), .init("reads", ifAny: reads > 0 ? JSON(reads) : nil),
      .init("secondsOfReads", ifAny: secondsOfReads.map { JSON($0) }), .init("leadsTo", ifAny: leadsTo?.json(names)),
      .init("notUndone", ifAny: notUndone.map { .array($0.map { $0.json(names) }) }),
      .init("notReviewed", ifAny: reviewed.map { .array($0.notReviewed.map { $0.json(names) }) }),
      .init("notNeeded", ifAny: reviewed.map { .array($0.notNeeded.map(json)) }),
      .init("applyable", .bool(isApplyable)), .init("run", ifAny: run))
  }

  func json(_ change: Change) -> JSON { change.json(names) }

  /// How many changes of each kind, all kinds always.
  var summary: JSON { .object(Change.Kind.readingOrder.map { .init($0.rawValue, JSON(count(of: $0))) }) }
}

extension PersonReference {
  var members: [JSON.Member] {
    [.init("person", JSON(email)), .init("personID", ifAny: id.map { .string($0.text) })].compactMap(\.self)
  }
}

extension GroupReference {
  var members: [JSON.Member] {
    [.init("group", .string(name)), .init("groupID", ifAny: id.map { .string($0.text) })].compactMap(\.self)
  }
}

extension Grant {
  func members(_ names: Names) -> [JSON.Member] {
    [
      .init("role", .string(names.role(role))), .init("roleID", .string(role.text)), .init("scope", JSON(scope, names)),
    ]
  }
}

extension Plan.ActualMark {
  var json: JSON {
    .object(
      of: .init("digest", .string(digest)), .init("readAt", JSON(readAt)), .init("complete", .bool(incomplete.isEmpty)),
      .init("source", .string(source.rawValue)),
      .init("incomplete", ifAny: incomplete.isEmpty ? nil : .array(incomplete.map { JSON($0) })))
  }
}

extension PlanOptions {
  fileprivate var json: JSON {
    .object(
      of: .init("only", .strings(only.map(\.description))), .init("noRemovals", .bool(noRemovals)),
      .init("expiredOnly", .bool(expiredOnly)),
      .init("reinvite", ifAny: reinvite.isEmpty ? nil : .array(reinvite.map { JSON($0) })),
      .init("cancelInvites", ifAny: cancelInvites.isEmpty ? nil : .array(cancelInvites.map { JSON($0) })))
  }
}

extension PlanOptions.Override {
  fileprivate var json: JSON { .object(of: .init("name", .string(name)), .init("reason", .string(reason))) }
}

extension SubjectMark {
  fileprivate var json: JSON {
    let (subject, id): (JSON.Member, String?) =
      switch which {
      case .person(let email, let id): (.init("person", JSON(email)), id?.text)
      case .group(let name, let id): (.init("group", .string(name)), id?.text)
      }
    return .object(of: subject, .init("id", ifAny: id.map(JSON.string)), .init("before", .string(before)))
  }
}

extension UndeclaredOwner {
  var json: JSON { .object(members) }

  var members: [JSON.Member] {
    [
      .init("person", JSON(person)), .init("group", ifAny: group.map(JSON.string)), .init("detail", .string(detail)),
    ].compactMap(\.self)
  }
}

extension GuardrailViolation {
  fileprivate var json: JSON {
    .object(
      of: .init("rule", .string(rule)), .init("name", .string(name)), .init("enforce", .string(enforce.rawValue)),
      .init("detail", .string(detail)), .init("details", ifAny: details.count > 1 ? .strings(details) : nil),
      .init("wayPast", .string(remedy)), .init("overridable", .bool(isOverridable)),
      .init("overridden", ifAny: overridden.map(JSON.string)), .init("at", ifAny: at.map { JSON($0) }))
  }
}

extension Diagnostic {
  /// A plan's diagnostics are warnings; the severity is said only where it is another.
  var json: JSON {
    .object(
      of: .init("at", ifAny: place.map { JSON($0) }), .init("message", .string(message)),
      .init("severity", ifAny: severity == .warning ? nil : .string(severity.rawValue)),
      .init("notes", ifAny: notes.isEmpty ? nil : .array(notes.map(\.json))))
  }
}

extension Diagnostic.Note {
  fileprivate var json: JSON { .object(of: .init("at", JSON(place)), .init("message", .string(message))) }
}

extension JSON {
  /// The same object with the digest of itself as its last member.
  var sealed: JSON {
    guard case .object(let members) = self else { return self }
    return .object(members + [.init("digest", .string(contentDigest))])
  }

  /// SHA-256 over the members but for a digest among them; neither white space nor the order of keys counts.
  var contentDigest: String {
    guard case .object(let members) = self else { return SHA256.digest(line.utf8) }
    return SHA256.digest(JSON.object(members.filter { $0.key != "digest" }).ordered.line.utf8)
  }

  /// The same value with the keys of every object in order.
  private var ordered: JSON {
    switch self {
    case .object(let members):
      .object(members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.ordered) })
    case .array(let elements): .array(elements.map(\.ordered))
    case .null, .bool, .integer, .number, .string: self
    }
  }
}
