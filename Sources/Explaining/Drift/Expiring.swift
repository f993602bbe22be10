package import Access
import Planning

/// Access that is there and ends soon.
package struct Expiring: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case account(Email)
    case membership(Email, group: String)
    case personsGrant(Email, Grant)
    case groupsGrant(String, Grant)
    /// From then on `drift` exits 2 for it.
    case ignoreRule(IgnoreTarget)
  }

  package var what: What
  package var until: Expiry
  package var at: Place?

  package init(_ what: What, until: Expiry, at place: Place?) {
    self.what = what
    self.until = until
    at = place
  }
}

/// Gathers what of a policy is held now and ends within some days.
struct Endings {
  private let lists: Draft
  private let last: Moment
  private var situation: Situation { lists.situation }

  init(_ lists: Draft, within days: Int) {
    self.lists = lists
    last = Moment(seconds: lists.situation.clock.now.seconds + Int64(days) * 86_400)
  }

  var sorted: [Expiring] {
    (people + groups + ignoreRules).sorted { left, right in
      left.until.last == right.until.last
        ? left.words.lexicographicallyPrecedes(right.words) : left.until < right.until
    }
  }

  private func endsSoon(_ expiry: Expiry?) -> Expiry? {
    guard let expiry, expiry.last <= last, !expiry.hasEnded(at: situation.clock.now) else { return nil }
    return expiry
  }

  private var people: [Expiring] {
    situation.people.declared.flatMap { match -> [Expiring] in
      let person = match.desired
      guard match.trouble == nil, situation.departure(of: person) == nil else { return [] }
      var found: [Expiring] = []
      if match.account != nil || match.isPending, let until = endsSoon(person.until) {
        found.append(Expiring(.account(person.email), until: until, at: person.untilAt ?? person.at))
      }
      guard person.presence == .declared, let account = match.account else { return found }
      let held = Set(account.grants)
      return found
        + ends(lists.roles(of: person), held).map {
          Expiring(.personsGrant(person.email, $0.grant), until: $0.until, at: $0.at)
        }
    }
  }

  private func ends(_ wanted: WantedGrants, _ held: Set<Grant>) -> [(grant: Grant, until: Expiry, at: Place)] {
    wanted.active.compactMap { grant, entry in
      held.contains(grant) ? endsSoon(entry.until).map { (grant, $0, entry.at) } : nil
    }
  }

  private var groups: [Expiring] {
    situation.groups.declared.flatMap { match -> [Expiring] in
      guard match.trouble == nil, let actual = match.actual else { return [] }
      let name = match.desired.name
      let grants = ends(lists.roles(of: match.desired), Set(actual.grants)).map {
        Expiring(.groupsGrant(name, $0.grant), until: $0.until, at: $0.at)
      }
      guard case .written(let entries, _) = match.desired.members else { return grants }
      let present = Set(actual.members + actual.invites)
      return grants
        + entries.compactMap { entry in
          let address = situation.people[entry.person]?.address ?? entry.person
          guard present.contains(address), let until = endsSoon(entry.until) else { return nil }
          return Expiring(.membership(entry.person, group: name), until: until, at: entry.at)
        }
    }
  }

  private var ignoreRules: [Expiring] {
    situation.desired.ignore.compactMap { rule in
      endsSoon(rule.until).map { Expiring(.ignoreRule(IgnoreTarget(rule)), until: $0, at: rule.at) }
    }
  }
}

extension IgnoreTarget {
  /// The patterns of a rule as it writes them.
  package init(_ rule: IgnoreRule) {
    self.init(person: rule.person?.pattern, group: rule.group?.pattern, role: rule.role?.pattern)
  }
}

extension Expiring {
  /// For a stable order.
  fileprivate var words: [String] {
    switch what {
    case .account(let email): ["0", email.key]
    case .personsGrant(let email, let grant): ["1", email.key, grant.role.text, "\(grant.scope)"]
    case .membership(let email, let group): ["2", email.key, group]
    case .groupsGrant(let group, let grant): ["3", group, grant.role.text, "\(grant.scope)"]
    case .ignoreRule(let target): ["4", target.person ?? "", target.group ?? "", target.role ?? ""]
    }
  }
}
