import Access
import RandomWorlds
import SegmentSandbox
import Testing

@testable import Commands

/// What a service that ends what has ended may do: over random workspaces and policies, a week, and a clock that is set.
struct `Laws of ends` {
  @Test func `whatever is gone is what an until names that has passed by everybody's clock, and nothing is new`() throws
  {
    try Seeds(percent: 8).judge(atLeast: 50) { seed throws in
      var dice = Dice(seed: seed)
      let world = World(seed: seed)
      let policy = TimedPolicy(world.desired, &dice)
      let bench = try EndsBench(world.actual, policy.text)
      let clock = bench.clock
      for _ in 0..<3 {
        let ahead = Duration.seconds(dice.pick([-400_000, -90_000, -1, 0, 1, 90_000, 400_000]))
        clock.plan(.seconds(Int.random(in: 0..<600_000, using: &dice))) { clock.set(ahead: ahead) }
      }
      let before = try Facts(bench.state)
      let code = try bench.serve("--every", "6h", for: .seconds(7 * 86_400))
      guard code == 0 else {
        #expect(bench.sandbox.log.allSatisfy { !$0.isWrite }, "seed \(seed): \(bench.errors)")
        return .refused
      }
      let after = try Facts(bench.state)
      // A list that would be empty keeps what everybody has.
      let new = after.all.subtracting(before.all).filter { !$0.isBase }
      #expect(new.isEmpty, "seed \(seed): \(bench.output)")
      let gone = before.all.subtracting(after.all)
      let end = Moment(seconds: World.now.seconds + 7 * 86_400)
      let wrong = gone.filter { !policy.hasEnded($0, at: end) }
      #expect(wrong.isEmpty, "seed \(seed): \(wrong) \(bench.output) \(policy)")
      return gone.isEmpty ? .empty : .judged
    }
  }
}

/// One thing of a workspace.
private enum Fact: Hashable {
  case account(Email)
  case invite(Email)
  case direct(Email, Grant)
  case group(String)
  case held(String, Grant)
  case membership(Email, String)

  var isBase: Bool {
    switch self {
    case .direct(_, let grant), .held(_, let grant): grant.role == World.base.id
    case .account, .invite, .group, .membership: false
    }
  }
}

private struct Facts {
  let all: Set<Fact>

  init(_ state: ActualState) {
    var all = Set(state.people.map { Fact.account($0.email) } + state.invites.map { .invite($0) })
    for person in state.people { all.formUnion(person.grants.map { .direct(person.email, $0) }) }
    for group in state.groups {
      all.insert(.group(group.name))
      all.formUnion(group.grants.map { .held(group.name, $0) })
      all.formUnion((group.members + group.invites).map { .membership($0, group.name) })
    }
    self.all = all
  }
}

/// A policy whose ends lie before, in and after a week, as text, and what its ends say.
private struct TimedPolicy {
  private(set) var text: String
  private var accounts: [Email: Moment] = [:]
  /// The last end of each, distant for what has none.
  private var grants: [String: Moment] = [:]
  private var memberships: [String: Moment] = [:]
  private static let never = Moment(seconds: .max)

  init(_ desired: DesiredState, _ dice: inout Dice) {
    let manage = desired.manage
    text = """
      workspace: {slug: acme, manage: {people: \(manage.people.rawValue), direct-roles: \(manage.directRoles.rawValue), groups: \(manage.groups.rawValue)}}
      guardrails: [{rule: maximum-removals, count: 1000, percent: 100}]
      people:

      """
    for person in desired.people {
      text += "  \(person.email):\n"
      if case .departed = person.presence {
        text += "    departed: true\n"
        continue
      }
      text += "    name: \(person.email)\n"
      if let until = Self.until(&dice, 30) {
        text += "    until: \(until)\n"
        accounts[person.email] = until
      }
      switch person.roles {
      case .unwritten: break
      case .unmanaged: text += "    roles: unmanaged\n"
      case .written(let entries, _): text += "    roles:\(list(entries, of: person.email.key, &dice))\n"
      }
    }
    text += desired.groups.isEmpty ? "" : "groups:\n"
    for group in desired.groups {
      text += "  \(group.name):\n"
      if !group.previously.isEmpty { text += "    previously: [\(group.previously.joined(separator: ", "))]\n" }
      switch group.members {
      case .unmanaged: text += "    members: unmanaged\n"
      case .written(let members, _):
        text += members.isEmpty ? "    members: []\n" : "    members:\n"
        for member in members {
          let until = Self.until(&dice, 70)
          text += "      - {person: \(member.person)\(until.map { ", until: \($0)" } ?? "")}\n"
          for name in [group.name] + group.previously {
            memberships["\(member.person.key) \(name)"] = until ?? Self.never
          }
        }
      }
      switch group.roles {
      case .unmanaged: text += "    roles: unmanaged\n"
      case .written(let entries, _):
        text += "    roles:\(list(entries, of: group.name, &dice))\n"
        for old in group.previously {
          for (key, until) in grants where key.hasPrefix("\(group.name) ") {
            grants[old + key.dropFirst(group.name.count)] = until
          }
        }
      }
    }
  }

  private mutating func list(_ entries: [DesiredGrant], of subject: String, _ dice: inout Dice) -> String {
    guard !entries.isEmpty else { return " []" }
    return entries.map { entry -> String in
      let until = Self.until(&dice, 70)
      let (scope, what) = Self.words(entry.scope)
      let key = "\(subject) \(Self.id(entry.role)) \(what)"
      grants[key] = max(grants[key] ?? Moment(seconds: .min), until ?? Self.never)
      return "\n      - {role: \(entry.role)\(scope)\(until.map { ", until: \($0)" } ?? "")}"
    }.joined()
  }

  /// As the policy has it, and what tells it apart whatever name it goes by.
  private static func words(_ scope: ScopeReference) -> (written: String, key: String) {
    switch scope {
    case .workspace: return ("", "workspace")
    case .resource(let kind, let name):
      let resource = World.resources.first { [$0.id.text, $0.slug, $0.name].contains(name) }
      return (", scope: \(kind.rawValue)/\(name)", resource?.id.text ?? name)
    case .labels: return (", labels: {environment: dev}", "labels")
    }
  }

  private static func id(_ role: RoleReference) -> String {
    switch role {
    case .name(let name): World.roles.first { $0.name == name }?.id.text ?? name
    case .id(let id): id.text
    }
  }

  private static func until(_ dice: inout Dice, _ percent: Int) -> Moment? {
    guard dice.chance(percent) else { return nil }
    return Moment(seconds: World.now.seconds + Int64.random(in: -100_000...900_000, using: &dice))
  }

  /// Whether an end takes it away; a time that is written ends in its own second.
  func hasEnded(_ fact: Fact, at now: Moment) -> Bool {
    let has = { (until: Moment?) in until.map { $0 <= now } ?? false }
    switch fact {
    case .account(let email), .invite(let email): return has(accounts[email])
    case .direct(let email, let grant): return has(accounts[email]) || has(grants["\(email.key) \(words(grant))"])
    case .held(let group, let grant): return has(grants["\(group) \(words(grant))"])
    case .membership(let email, let group):
      return has(accounts[email]) || has(memberships["\(email.key) \(group)"])
    case .group: return false
    }
  }

  private func words(_ grant: Grant) -> String {
    switch grant.scope {
    case .workspace: "\(grant.role.text) workspace"
    case .labels: "\(grant.role.text) labels"
    case .resource(_, let id): "\(grant.role.text) \(id.text)"
    }
  }
}
