import Access
import Explaining
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `Laws of editing on request` {
  @Test func `an edit means exactly what it says, touches no other line, and is made once`() throws {
    try Seeds(percent: 60).judge { seed throws in try Asked(seed: seed)?.check() ?? .missed }
  }
}

/// A hand-written policy, and something asked of it at random.
private struct Asked {
  let seed: UInt64
  let directory = PolicyDirectory()
  private var dice: Dice

  init?(seed: UInt64) {
    self.seed = seed
    let start = World(seed: seed).actual
    guard Set(start.groups.map(\.name)).count == start.groups.count, !start.groups.isEmpty else { return nil }
    for (name, bytes) in HandWrittenPolicy(start, seed: seed &+ 5, floors: 30).files { directory.write(name, bytes) }
    dice = Dice(seed: seed &+ 6)
  }

  /// The first of a few requests that edits anything; the others edit nothing.
  func check() throws -> Verdict {
    var (asked, last) = (self, Verdict.empty)
    for _ in 0..<6 {
      last = try asked.checkOne()
      if last == .judged { break }
    }
    return last
  }

  private mutating func checkOne() throws -> Verdict {
    let (loaded, text) = readPolicy(at: directory.path, now: World.now)
    let desired = try #require(loaded.desired, "seed \(seed): \(loaded.diagnostics)")
    let request = request(of: desired)
    guard let wish = try? request.edits(of: desired, nil, at: World.now) else { return .refused }
    let edited = try #require(text.edited(by: wish.edits, .decided, now: World.now))
    guard edited.outcomes.allSatisfy(\.isMade) else {
      #expect(edited.changed.isEmpty || edited.outcomes.contains(where: \.isMade), "seed \(seed): \(request)")
      return .refused
    }
    UntouchedLines(seed: seed).check(text, edited)
    let (before, after) = (Facts(desired), Facts(edited.desired))
    let expected = before.after(request, at: World.now)
    let isAsExpected = after == expected
    #expect(isAsExpected, "seed \(seed): \(request): \(after.difference(from: expected))")
    #expect(edited.changed.isEmpty == (before == after), "seed \(seed): \(request)")
    for file in edited.changed { directory.write(file.path, file.bytes) }
    let again = try #require(readPolicy(at: directory.path, now: World.now).loaded.desired)
    #expect(try request.edits(of: again, nil, at: World.now).edits == [], "seed \(seed): \(request)")
    return wish.edits.isEmpty ? .empty : .judged
  }

  private static let ends = ["2027-01-31", "2030-01-31", "2031-06-30T12:00:00Z"].compactMap { Expiry($0) }

  private mutating func request(of desired: DesiredState) -> EditRequest {
    let person = dice.pick(desired.people)
    let group = dice.pick(desired.groups)
    let subject = dice.chance(70) ? PolicyEdit.Subject.person(person.email) : .group(group.name)
    let held = (dice.chance(50) ? person : dice.pick(desired.people)).entries + group.entries
    let known = held.isEmpty || dice.chance(40) ? nil : dice.pick(held)
    let role = known?.role ?? .name(dice.pick(World.roles).name)
    let scope = known?.scope ?? dice.pick([.workspace, .resource(.source, "website"), .resource(.function, "geo")])
    let terms = PolicyEdit.Terms(
      until: dice.chance(60) ? dice.pick(Self.ends) : nil, reason: dice.chance(40) ? "SEC-1: # \"why\" 🚀" : nil)
    switch Int.random(in: 0..<9, using: &dice) {
    case 0, 1: return .grant(subject, role, [scope], terms)
    case 2: return .join(person.email, group: group.name, terms)
    case 3, 4: return .revoke(subject, role, [scope])
    case 5: return .leave(group.memberships.randomElement(using: &dice)?.person ?? person.email, group: group.name)
    case 6: return .offboard(person.email)
    case 7: return extending(desired)
    default:
      var new = PolicyEdit.NewPerson(Email("new'\(seed)#@x-1.example"), name: dice.chance(50) ? "no: #1" : nil)
      (new.terms, new.groups) = (terms, dice.chance(50) ? [group.name] : [])
      return .add(new)
    }
  }

  /// Something that has an end, if anything has.
  private mutating func extending(_ desired: DesiredState) -> EditRequest {
    let end = dice.pick(Self.ends)
    let people = desired.people.flatMap { person in
      person.entries.filter { $0.until != nil }.map {
        EditRequest.extend(.person(person.email), $0.role, [$0.scope], to: end)
      }
    }
    let places = desired.groups.flatMap { group in
      group.memberships.filter { $0.until != nil }.map {
        EditRequest.stay($0.person, group: group.name, until: end)
      }
    }
    return (people + places).randomElement(using: &dice) ?? .extendPerson(desired.people[0].email, to: end)
  }
}

extension DesiredPerson {
  fileprivate var entries: [DesiredGrant] { if case .written(let grants, _) = roles { grants } else { [] } }
}

extension DesiredGroup {
  fileprivate var entries: [DesiredGrant] { if case .written(let grants, _) = roles { grants } else { [] } }
  fileprivate var memberships: [DesiredMembership] { if case .written(let all, _) = members { all } else { [] } }
}

extension EditRequest {
  /// The person something is to be taken from.
  fileprivate var loser: Email? {
    switch self {
    case .revoke(.person(let email), _, _), .leave(let email, _): email
    case .revoke(.group, _, _), .grant, .join, .add, .extend, .stay, .extendPerson, .offboard: nil
    }
  }
}

/// What a policy says of people and groups, as a table; what a request makes of it is reckoned here anew.
private struct Facts: Equatable {
  struct Terms: Equatable {
    var until: Expiry?
    var reason: String?
  }

  struct Access: Hashable {
    let subject: PolicyEdit.Subject
    let grant: WrittenGrant
  }

  struct Seat: Hashable {
    let person: Email
    let group: String
  }

  private var grants: [Access: Terms] = [:]
  private var seats: [Seat: Terms] = [:]
  /// What is said of each person and group besides.
  private var said: [PolicyEdit.Subject: [String: String]] = [:]
  private let manage: Manage

  init(_ state: DesiredState) {
    manage = state.manage
    for person in state.people {
      let subject = PolicyEdit.Subject.person(person.email)
      said[subject] = [
        "presence": "\(person.presence)".prefix { $0 != "(" } + "", "name": person.name ?? "",
        "until": person.until?.written ?? "", "reason": person.reason ?? "", "manager": person.manager?.written ?? "",
        "roles": Self.kind(person.roles, person.rolesExtent),
      ]
      for grant in person.entries { add(grant, of: subject) }
    }
    for group in state.groups {
      let subject = PolicyEdit.Subject.group(group.name)
      said[subject] = ["roles": "\(group.rolesExtent)", "members": "\(group.membersExtent)"]
      for grant in group.entries { add(grant, of: subject) }
      for seat in group.memberships {
        seats[Seat(person: seat.person, group: group.name)] = Terms(until: seat.until, reason: seat.reason)
      }
    }
  }

  private mutating func add(_ grant: DesiredGrant, of subject: PolicyEdit.Subject) {
    grants[Access(subject: subject, grant: WrittenGrant(grant))] = Terms(until: grant.until, reason: grant.reason)
  }

  private static func kind(_ roles: DesiredPerson.Roles, _ extent: Manage.Extent) -> String {
    switch roles {
    case .unwritten: "unwritten"
    case .unmanaged: "unmanaged"
    case .written: "\(extent)"
    }
  }

  func after(_ request: EditRequest, at now: Moment) -> Facts {
    var facts = self
    let over = Terms(until: Expiry("\(now)"))
    // Whoever leaves has nothing to lose any more.
    if let email = request.loser, said[.person(email)]?["presence"] == "departed" { return self }
    switch request {
    case .grant(let subject, let role, let scopes, let terms):
      for scope in scopes {
        Self.lengthen(&facts.grants[Access(subject: subject, grant: WrittenGrant(role, on: scope))], terms)
      }
      facts.begin(subject)
    case .join(let email, let group, let terms): Self.lengthen(&facts.seats[Seat(person: email, group: group)], terms)
    case .revoke(let subject, let role, let scopes):
      for scope in scopes ?? [.workspace] {
        let isFloor = ["atLeast", manage.directRoles == .atLeast ? "unwritten" : ""].contains(said[subject]?["roles"])
        Self.take(&facts.grants[Access(subject: subject, grant: WrittenGrant(role, on: scope))], isFloor, over, now)
        if isFloor { facts.begin(subject) }
      }
    case .leave(let email, let group):
      let isFloor = said[.group(group)]?["members"] == "atLeast"
      Self.take(&facts.seats[Seat(person: email, group: group)], isFloor, over, now)
    case .extend(let subject, let role, let scopes, let end):
      for scope in scopes ?? [.workspace] {
        facts.grants[Access(subject: subject, grant: WrittenGrant(role, on: scope))]?.until = end
      }
    case .stay(let email, let group, let end): facts.seats[Seat(person: email, group: group)]?.until = end
    case .extendPerson(let email, let end): facts.said[.person(email)]?["until"] = end.written
    case .offboard(let email):
      facts.said[.person(email)]?["presence"] = "departed"
      facts.said[.person(email)]?["roles"] = "unwritten"
      facts.grants = facts.grants.filter { $0.key.subject != .person(email) }
      facts.seats = facts.seats.filter { $0.key.person != email }
    case .add(let new):
      facts.said[.person(new.email)] = [
        "presence": "declared", "name": new.name ?? "", "until": new.terms.until?.written ?? "",
        "reason": new.terms.reason ?? "", "manager": "", "roles": "unwritten",
      ]
      for group in new.groups { facts.seats[Seat(person: new.email, group: group)] = Terms(until: new.terms.until) }
    }
    return facts
  }

  /// A list that begins is as `manage` says.
  private mutating func begin(_ subject: PolicyEdit.Subject) {
    if said[subject]?["roles"] == "unwritten" { said[subject]?["roles"] = "\(manage.directRoles)" }
  }

  private static func lengthen(_ held: inout Terms?, _ terms: PolicyEdit.Terms) {
    guard let known = held else { return held = Terms(until: terms.until, reason: terms.reason) }
    guard let until = known.until, terms.until.map({ $0 > until }) ?? true else { return }
    held = Terms(until: terms.until, reason: terms.reason ?? known.reason)
  }

  private static func take(_ held: inout Terms?, _ isFloor: Bool, _ over: Terms, _ now: Moment) {
    if let until = held?.until, until.hasEnded(at: now) { return }
    held = isFloor ? Terms(until: over.until, reason: held?.reason) : nil
  }

  func difference(from other: Facts) -> String {
    let own =
      grants.filter { other.grants[$0.key] != $0.value }.map { "\($0)" }
      + seats.filter { other.seats[$0.key] != $0.value }.map { "\($0)" }
      + said.filter { other.said[$0.key] != $0.value }.map { "\($0)" }
    let theirs =
      other.grants.filter { grants[$0.key] != $0.value }.map { "\($0)" }
      + other.seats.filter { seats[$0.key] != $0.value }.map { "\($0)" }
      + other.said.filter { said[$0.key] != $0.value }.map { "\($0)" }
    return "is \(own), expected \(theirs)"
  }
}
