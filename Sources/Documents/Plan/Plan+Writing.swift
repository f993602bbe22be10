package import Access
import AccessJSON
package import Syntax

/// The plan, format 2: the only machine contract, in a stable order, a line for each change.
extension Plan {
  /// The text of a plan file.
  ///
  /// It ends in a digest of everything before it, so that an edit by hand or by accident is seen.
  package func fileText(accord version: String) -> String { document(accord: version).document }

  /// The same as a part of another document.
  package func document(accord version: String) -> JSON { json(accord: version, changes: changes.map(json)).sealed }

  /// The plan with these changes in the place of its own, and what a run adds at the end.
  func json(accord version: String, changes: [JSON], run: JSON? = nil) -> JSON {
    let second = format != .first
    let head: [JSON.Member?] = [
      .init("formatVersion", JSON(format.rawValue)), .init("accord", .string(version)),
      .init("workspace", JSON(workspace)), .init("region", ifAny: region == .us ? nil : .string(region.rawValue)),
      .init("policy", PolicyMark(digest: policyDigest, files: policyFiles).json),
      .init("base", ifAny: comparison?.json(names)), .init("actual", actual.json), .init("options", options.json),
      .init("overrides", .list(options.overrides)), .init("validBefore", ifAny: validBefore.map { JSON($0) }),
    ]
    let body: [JSON.Member?] = [
      .init("changes", .array(changes)), .init("subjects", .list(subjects)), .init("holds", .list(holds, names)),
      .init("unresolved", ifAny: second ? .list(unresolved) : nil), .init("undeclaredOwners", .list(undeclaredOwners)),
      .init("newOwners", ifAny: second ? .list(newOwners) : nil), .init("refusals", .list(refusals)),
      .init("warnings", .list(warnings)), .init("guarding", guarding.json), .init("summary", summary),
    ]
    let tail: [JSON.Member?] = [
      .init("requests", JSON(requests)), .init("secondsAtLimits", JSON(secondsAtLimits)),
      .init("reads", ifAny: reads > 0 ? JSON(reads) : nil),
      .init("secondsOfReads", ifAny: secondsOfReads.map { JSON($0) }), .init("leadsTo", ifAny: leadsTo?.json(names)),
      .init(
        "sharedGroupNames",
        ifAny: names.sharedByGroups.isEmpty ? nil : .array(names.sharedByGroups.sorted().map(JSON.string))),
      .init("notUndone", ifAny: notUndone.map { .list($0, names) }),
      .init("notReviewed", ifAny: reviewed.map { .list($0.notReviewed, names) }),
      .init("notNeeded", ifAny: reviewed.map { .list($0.notNeeded, names) }),
      .init("uses", ifAny: uses.isEmpty ? nil : .list(uses)),
      .init("knownAs", ifAny: knownAs.isEmpty ? nil : knownAs.json(names)),
      .init("applyable", .bool(isApplyable)), .init("run", ifAny: run),
    ]
    return .object((head + body + tail).compactMap(\.self))
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
