import Access
import AccessJSON
import Digests
import Explaining
package import Syntax

/// Drift as JSON, format 2: stable in order, a line for each finding.
extension Drift {
  /// The text of `drift --format json`.
  package func reportText(accord version: String) -> String { report(accord: version).document }

  /// The same as a value, to which a message adds what is new.
  package func report(accord version: String) -> JSON {
    let plan = plan
    return JSON.object(
      of: .init("formatVersion", 2), .init("accord", .string(version)), .init("workspace", JSON(plan.workspace)),
      .init("policy", PolicyMark(digest: plan.policyDigest, files: plan.policyFiles).json),
      .init("actual", plan.actual.json), .init("checkedAt", JSON(checkedAt)), .init("inSync", .bool(isInSync)),
      .init("baseline", ifAny: baseline?.json), .init("auditTrail", trail.json),
      .init("undeclaredOwners", .array(plan.undeclaredOwners.map { $0.json(ownersMadeBy[$0]) })),
      .init("newOwners", .array(plan.newOwners.map(\.json))),
      .init("findings", .array(findings.map { $0.json(plan.names) })),
      .init("expiringWithinDays", JSON(expiringWithinDays)),
      .init("expiring", .array(expiring.map { $0.json(plan.names) })),
      .init("endedIgnoreRules", .array(endedIgnoreRules.map(\.ended))),
      .init("idleProtections", .array(idleProtections.map(\.json))), .init("coverage", coverage.json),
      .init("summary", summary), .init("warnings", .array(plan.warnings.map(\.json))))
  }

  /// What of it matters to whoever was told already: neither when it was looked at nor by whom it was done.
  package var picture: String {
    var same = findings
    for at in same.indices { same[at].attribution = nil }
    let parts: [JSON] = [
      .bool(plan.isComplete), .array(plan.undeclaredOwners.map(\.json)), .array(same.map { $0.json(plan.names) }),
      .array(expiring.map { $0.json(plan.names) }), .array(endedIgnoreRules.map(\.ended)),
      .array(idleProtections.map(\.json)),
    ]
    return SHA256.digest(JSON.array(parts).line.utf8)
  }

  /// How many findings of each class, all classes always, and of these how many are drift.
  private var summary: JSON {
    let classes = Finding.Class.allCases.map { JSON.Member($0.rawValue, JSON(count(of: $0))) }
    let totals: [JSON.Member] = [
      .init("drift", JSON(drifted.count)), .init("unapplied", JSON(unapplied.count)),
      .init("undeclared-owners", JSON(plan.undeclaredOwners.count)), .init("new-owners", JSON(plan.newOwners.count)),
      .init("expiring", JSON(expiring.count)),
      .init("ended-ignore-rules", JSON(endedIgnoreRules.count)),
      .init("idle-protections", JSON(idleProtections.count)),
    ]
    return .object(totals + classes)
  }
}

extension Finding {
  func json(_ names: Names) -> JSON {
    var changes: [JSON] = []
    var holds: [JSON] = []
    var unresolved: [JSON] = []
    for part in parts {
      switch part {
      case .change(let change): changes.append(change.json(names))
      case .hold(let hold): holds.append(hold.json(names))
      case .unresolved(let reference, _): unresolved.append(reference.json)
      }
    }
    return .object(
      of: .init("class", .string(kind.rawValue)), .init("drift", .bool(isDrift)),
      .init("origin", ifAny: origin.map { .string($0.rawValue) }), .init("explanation", ifAny: attribution?.json),
      .init("changes", ifAny: changes.isEmpty ? nil : .array(changes)),
      .init("holds", ifAny: holds.isEmpty ? nil : .array(holds)),
      .init("unresolved", ifAny: unresolved.isEmpty ? nil : .array(unresolved)),
      .init("details", ifAny: details.isEmpty ? nil : .strings(details)))
  }
}

extension UndeclaredOwner {
  /// - Parameter explanation: nil where the audit trail was not asked.
  fileprivate func json(_ attribution: Finding.Attribution?) -> JSON {
    json.adding(.init("explanation", ifAny: attribution?.json))
  }
}

extension Finding.Attribution {
  fileprivate var json: JSON {
    switch self {
    case .known(let author): .object([.init("known", true)] + author.members)
    case .perhaps(let author): .object([.init("known", false)] + author.members)
    case .none: .object(of: .init("known", false))
    }
  }
}

extension Finding.Author {
  fileprivate var members: [JSON.Member] {
    [.init("who", .string(who)), .init("at", JSON(at)), .init("event", .string(event))]
  }
}

extension Drift.Trail {
  fileprivate var json: JSON {
    switch self {
    case .notAsked: .object(of: .init("read", false))
    case .notOnThisPlan: .object(of: .init("read", false), .init("reason", "not on this workspace's plan"))
    case .unreadable(let reason): .object(of: .init("read", false), .init("reason", .string(reason)))
    case .read(let since): .object(of: .init("read", true), .init("since", JSON(since)))
    }
  }
}

extension Drift.Baseline {
  fileprivate var json: JSON {
    .object(of: .init("recordedAt", JSON(recordedAt)), .init("samePolicy", ifAny: isSamePolicy.map(JSON.bool)))
  }
}

extension Expiring {
  fileprivate func json(_ names: Names) -> JSON {
    let subject: [JSON.Member] =
      switch what {
      case .access(let item): item.members(names)
      case .ignoreRule(let rule): [.init("ignoreRule", rule.patterns)]
      }
    return .object(
      subject + [.init("until", .string(until.written)), .init("at", ifAny: at.map { JSON($0) })].compactMap(\.self))
  }
}

extension IgnoreRule {
  fileprivate var patterns: JSON {
    let globs = [("person", person), ("group", group), ("role", role)]
    return .object(globs.compactMap { key, glob in glob.map { JSON.Member(key, .string($0.pattern)) } })
  }

  fileprivate var ended: JSON {
    .object(
      of: .init("rule", patterns), .init("until", ifAny: until.map { .string($0.written) }),
      .init("reason", .string(reason)), .init("at", JSON(at)))
  }
}

extension IdleProtection {
  fileprivate var json: JSON {
    .object(
      of: .init("person", .string(person.written)), .init("rule", .string(rule)),
      .init("at", ifAny: at.map { JSON($0) })
    )
  }
}

extension Coverage {
  fileprivate var json: JSON {
    .object(
      of: .init("people", people.json), .init("groups", groups.json), .init("grants", grants.json),
      .init("memberships", memberships.json))
  }
}

extension Coverage.Count {
  fileprivate var json: JSON {
    .object(
      of: .init("declared", JSON(declared)), .init("unexpected", JSON(unexpected)), .init("unmanaged", JSON(unmanaged)),
      .init("ignored", JSON(ignored)))
  }
}
