internal import Access

/// Judges every name by which one part of a policy speaks of another, once, where it is written.
struct References {
  private let catalogue: Catalogue
  private let findings: Findings
  /// Where each group names somebody itself; empty when no person names a group.
  private let saidInGroups: [String: [Email: Place]]

  init(_ catalogue: Catalogue, _ findings: Findings) {
    self.catalogue = catalogue
    self.findings = findings
    guard catalogue.people.all.indices.contains(where: { !catalogue.people.all[$0].groups.isEmpty }) else {
      saidInGroups = [:]
      return
    }
    saidInGroups = catalogue.groups.mapValues { group in
      guard case .written(let members, _)? = group.members else { return [:] }
      let direct = members.compactMap { member in member.person.map { ($0, member.details.nameAt) } }
      return Dictionary(direct) { first, _ in first }
    }
  }

  /// People whose `groups:` and `manager:` count: those that are not left out.
  ///
  /// - Parameter people: places in the catalogue.
  func check(people: some Sequence<Int>) {
    // In an order of its own and not of hashing: after many findings no more names are suggested.
    for team in catalogue.teams.values.sorted(by: { $0.at < $1.at }) {
      check(team.members, in: "the team \(team.name)")
    }
    for bundle in catalogue.bundles.values.sorted(by: { $0.at < $1.at }) {
      check(bundle.grants, in: "the bundle \(bundle.name)")
    }
    for group in catalogue.groups.values.sorted(by: { $0.at < $1.at }) {
      if case .written(let members, _)? = group.members { check(members, in: "the group \(group.name)") }
      if case .written(let grants, _)? = group.roles { check(grants, in: "the roles of \(group.name)") }
    }
    // A word of each at a time: copies of whole declarations would take longer than what is done with them.
    let all = catalogue.people.all
    for place in people {
      if case .written(let grants, _)? = all[place].roles { check(grants, in: "the roles of \(all[place].email)") }
      if !all[place].groups.isEmpty { check(all[place].groups, of: all[place]) }
      if let manager = all[place].manager { person(manager.value, at: manager.at) }
    }
  }

  private func check(_ members: [MemberEntry], in subject: String) {
    var (known, unknown, teams) = (Set<Int>(minimumCapacity: members.count), [Email: Place](), [String: Place]())
    for member in members {
      let place = member.details.nameAt
      switch member.target {
      case .person(let email):
        // Who is declared has a number, which is hashed sooner than an address.
        guard let number = catalogue.people.place(of: email) else {
          if isFirst(email, shown: email.written, at: place, in: &unknown, subject) { person(email, at: place) }
          continue
        }
        if known.insert(number).inserted {
          mention(of: number, at: place)
        } else if let first = members.first(where: { $0.person == email }) {
          reportTwice(email.written, at: place, first: first.details.nameAt, subject)
        }
      case .team(let team):
        if isFirst(team, shown: "team/\(team)", at: place, in: &teams, subject) { self.team(team, at: place) }
      }
    }
  }

  private struct GrantKey: Hashable {
    let role: RoleReference
    let scope: ScopeReference
  }

  private func check(_ grants: [GrantEntry], in subject: @autoclosure () -> String) {
    var (roles, bundles) = ([GrantKey: Place](), [String: Place]())
    for grant in grants {
      let place = grant.details.nameAt
      switch grant.target {
      case .role(let role, let scopes) where mayRepeat(role, grants):
        // One diagnostic an entry, however many scopes it shares with another.
        for scope in scopes {
          let key = GrantKey(role: role, scope: scope)
          guard isFirst(key, shown: "\(role)", at: place, in: &roles, subject()) else { break }
        }
      case .role: continue
      case .bundle(let bundle):
        guard isFirst(bundle, shown: "bundle/\(bundle)", at: place, in: &bundles, subject()) else { continue }
        if catalogue.bundles[bundle] == nil { unknown("bundle", bundle, catalogue.bundles.keys, at: place) }
      }
    }
  }

  /// Whether entries of a role can name one scope twice: those of one entry differ, which its reader sees to.
  private func mayRepeat(_ role: RoleReference, _ grants: [GrantEntry]) -> Bool {
    if grants.count > 8 || grants.count == 1 { return grants.count > 1 }
    return grants.count {
      if case .role(let other, _) = $0.target { other == role } else { false }
    } > 1
  }

  private func check(_ groups: [GroupEntry], of person: PersonDeclaration) {
    var firsts: [String: Place] = [:]
    for entry in groups {
      let place = entry.details.nameAt
      guard isFirst(entry.group, shown: entry.group, at: place, in: &firsts, "the groups of \(person.email)") else {
        continue
      }
      guard let group = catalogue.groups[entry.group] else {
        unknown("group", entry.group, catalogue.groups.keys, at: place)
        continue
      }
      if mention(of: group, at: place) { continue }
      switch group.members {
      case .unmanaged(let at)?:
        findings.error(
          at: place, "the identity provider owns the members of \(group.name); remove the group here",
          notes: [.init(at: at, "unmanaged here")])
      case .written?, nil:
        guard let said = saidInGroups[entry.group]?[person.email] else { continue }
        let membership = "the membership of \(person.email) in \(group.name)"
        findings.error(
          at: place, "\(membership) is said here and in the group; remove one of them",
          notes: [.init(at: said, "said in the group")])
      }
    }
  }

  private func isFirst<Key: Hashable>(
    _ key: Key, shown: String, at place: Place, in firsts: inout [Key: Place],
    _ subject: @autoclosure () -> String
  ) -> Bool {
    guard let first = firsts[key] else {
      firsts[key] = place
      return true
    }
    reportTwice(shown, at: place, first: first, subject())
    return false
  }

  private func reportTwice(_ shown: String, at place: Place, first: Place, _ subject: String) {
    findings.error(
      at: place, "\(shown) stands twice in \(subject); remove one", notes: [.init(at: first, "first here")])
  }
}

extension References {
  /// A person must be declared; a departed one may be named and is not looked at.
  private func person(_ email: Email, at place: Place) {
    guard let found = catalogue.people.place(of: email) else {
      guard !findings.contentIsHidden else { return }
      let near = findings.areMany ? nil : Suggestion.nearest(to: email, among: catalogue.people.emails)
      let wayOut = near.map { "; did you mean \($0)?" } ?? "; declare the person under people:"
      return findings.error(at: place, "\(email) is not declared\(wayOut)")
    }
    mention(of: found, at: place)
  }

  private func mention(of number: Int, at place: Place) {
    if catalogue.people.all[number].departed != nil { mention(of: catalogue.people.all[number], at: place) }
  }

  /// A tombstone wins over every mention elsewhere, and each of them is a warning.
  func mention(of person: PersonDeclaration, at place: Place) {
    guard let departed = person.departed else { return }
    findings.warning(
      at: place, "\(person.email) is departed; remove this mention", notes: [.init(at: departed, "departed here")])
  }

  /// The same of a group's tombstone.
  ///
  /// - Returns: whether the group is deleted.
  @discardableResult
  func mention(of group: GroupDeclaration, at place: Place) -> Bool {
    guard let deleted = group.deleted else { return false }
    findings.warning(
      at: place, "group \(group.name) is deleted; remove this mention", notes: [.init(at: deleted, "deleted here")])
    return true
  }

  func team(_ name: String, at place: Place) {
    if catalogue.teams[name] == nil { unknown("team", name, catalogue.teams.keys, at: place) }
  }

  private func unknown(_ kind: String, _ name: String, _ known: some Sequence<String>, at place: Place) {
    guard !findings.contentIsHidden else { return }
    let near = findings.areMany ? nil : Suggestion.nearest(to: name, among: known)
    let wayOut = near.map { "; did you mean \($0)?" } ?? "; declare it under \(kind)s:"
    findings.error(at: place, "unknown \(kind) \(name)\(wayOut)")
  }
}
