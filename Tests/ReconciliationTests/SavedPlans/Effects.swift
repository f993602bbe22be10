import RandomWorlds
import Reports

@testable import Access
@testable import Syntax

/// What a run did to a workspace, as sentences: found by comparing the workspace before and after, by ids, with names
/// from the workspace alone. Nothing of the planner, the applier or the reports is used.
struct Effects {
  private let before: ActualState
  private let after: ActualState
  private let carried: [Email: [Grant]]

  /// - Parameter carried: what the invites that are pending afterwards carry.
  init(_ before: ActualState, _ after: ActualState, carried: [Email: [Grant]]) {
    self.before = before
    self.after = after
    self.carried = carried
  }

  var sentences: [String] { (people + invites + groups).sorted() }

  private var people: [String] {
    before.people.flatMap { was -> [String] in
      guard let now = after.people.first(where: { $0.id == was.id }) else {
        return ["\(was.email) leaves the workspace"]
      }
      return differences("\(now.email)", was.grants, now.grants)
    }
  }

  private var invites: [String] {
    let (was, now) = (Set(before.invites), Set(after.invites))
    return was.subtracting(now).map { "\($0) loses the pending invite" }
      + now.subtracting(was).map { email in
        let grants = (carried[email] ?? []).map(words).sorted()
        return "\(email) is invited, with \(grants.joined(separator: " and "))"
      }
  }

  private var groups: [String] {
    let gone = before.groups.filter { was in !after.groups.contains { $0.id == was.id } }
    let left = Set(before.people.map(\.id)).subtracting(after.people.map(\.id))
    let absent = Set(before.people.filter { left.contains($0.id) }.map(\.email))
      .union(Set(before.invites).subtracting(after.invites))
    return gone.map { "group \($0.name) is deleted" }
      + after.groups.flatMap { now -> [String] in
        let who = "group \(now.name)"
        let was = before.groups.first { $0.id == now.id }
        let rename =
          was.map { $0.name == now.name ? [] : ["\(who) is renamed, from \($0.name)"] } ?? ["\(who) is created"]
        let (here, there) = (Set(now.members + now.invites), was.map { Set($0.members + $0.invites) } ?? [])
        return rename + differences(who, was?.grants ?? [], now.grants)
          + here.subtracting(there).map { "\($0) joins \(who)" }
          + there.subtracting(here).subtracting(absent).map { "\($0) leaves \(who)" }
      }
  }

  private func differences(_ who: String, _ was: [Grant], _ now: [Grant]) -> [String] {
    let base = Grant(RandomWorlds.World.base.id)
    let (was, now) = (Set(was).subtracting([base]), Set(now).subtracting([base]))
    return now.subtracting(was).map { "\(who) gets \(words($0))" }
      + was.subtracting(now).map { "\(who) loses \(words($0))" }
  }

  private func words(_ grant: Grant) -> String {
    let role = before.roles.first { $0.id == grant.role }?.name ?? "?"
    switch grant.scope {
    case .workspace: return role
    case .labels(let labels): return "\(role) on \(labels.pairs.map { "\($0.key):\($0.value)" }.joined(separator: " "))"
    case .resource(let kind, let id):
      let resource = before.resources.first { $0.kind == kind && $0.id == id }
      let name = resource.map { $0.slug.isEmpty ? $0.id.text : $0.slug } ?? "?"
      return "\(role) on \(kind.rawValue)/\(name)"
    }
  }
}

/// The same sentences as a report shows them.
enum Shown {
  /// Of a plan as text: whatever a line with a sign says, up to the reason. What a pull request does to the rules has
  /// signs too, and is no change.
  static func text(_ plan: Plan) -> [String] {
    var plan = plan
    plan.comparison?.ruleEdits = []
    return textReport(plan).split(separator: "\n").compactMap { line -> String? in
      let trimmed = line.drop { $0 == " " }
      guard ["+ ", "- ", "~ "].contains(where: trimmed.hasPrefix) else { return nil }
      let columns = trimmed.dropFirst(2).replacing(#/ {2,}/#, with: "\t").split(separator: "\t", maxSplits: 2)
      guard columns.count >= 2 else { return "?" }
      // Until when, and what a group brings, is not what was done.
      let what = columns[1].replacing(#/ until [0-9TZ:.+-]+/#, with: "")
      return "\(columns[0]) \(what.hasPrefix("joins ") ? what.prefix { $0 != ":" } : what[...])"
    }.sorted()
  }

  /// Of a plan as JSON.
  static func json(_ plan: Plan) throws -> [String] {
    let root = try JSONParser.parse(Array(jsonReport(plan, accord: "1").utf8))
    guard case .array(let changes)? = root["changes"] else { return ["?"] }
    return changes.map(sentence).sorted()
  }

  private static func sentence(_ change: JSON) -> String {
    let (person, group) = (change["person"]?.value ?? "?", "group \(change["group"]?.value ?? "?")")
    let who = change["person"] == nil ? group : person
    switch change["kind"]?.value {
    case "invite":
      guard case .array(let grants)? = change["grants"] else { return "?" }
      return "\(person) is invited, with \(grants.map(words).sorted().joined(separator: " and "))"
    case "cancel-invite": return "\(person) loses the pending invite"
    case "deprovision": return "\(person) leaves the workspace"
    case "grant": return "\(who) gets \(words(change))"
    case "revoke": return "\(who) loses \(words(change))"
    case "join": return "\(person) joins \(group)"
    case "leave": return "\(person) leaves \(group)"
    case "create-group": return "\(group) is created"
    case "delete-group": return "\(group) is deleted"
    case "rename-group": return "\(group) is renamed, from \(change["from"]?.value ?? "?")"
    default: return "?"
    }
  }

  private static func words(_ grant: JSON) -> String {
    let role = grant["role"]?.value ?? "?"
    if let resource = grant["scope"]?["resource"]?.value { return "\(role) on \(resource)" }
    guard case .object(let labels)? = grant["scope"]?["labels"] else { return role }
    return "\(role) on \(labels.map { "\($0.key):\($0.value.value)" }.joined(separator: " "))"
  }

  /// Of a plan on paper: the words without marks, one space between them.
  static func document(_ text: String) -> String {
    let plain = text.replacing(#/<[^>]*>/#, with: " ").replacing("&#64;", with: "@")
    return plain.filter { !"`\\*_".contains($0) }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension JSON {
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var value: String {
    if case .string(let text) = self { return text }
    return "?"
  }
}
