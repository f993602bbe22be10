package import Access
import Planning

/// Access that is there and ends soon.
package struct Expiring: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case access(AccessItem)
    /// From then on `drift` exits 2 for it.
    case ignoreRule(IgnoreRule)
  }

  package var what: What
  package var until: Expiry
  package var at: Place?
  /// Whoever is to be asked, by name where the policy has it: the manager of the person whose access it is.
  package var manager: String?

  package init(_ what: What, until: Expiry, at place: Place?) {
    self.what = what
    self.until = until
    at = place
  }
}

/// Gathers what of a policy is held now and ends within some days.
struct Endings {
  private let lists: Comparison
  private let last: Moment
  private var input: PlanningInput { lists.input }

  init(_ lists: Comparison, within days: Int) {
    self.lists = lists
    last = Moment(seconds: lists.input.clock.now.seconds + Int64(days) * 86_400)
  }

  var sorted: [Expiring] {
    (people + groups + ignoreRules).map(withManager).sorted { left, right in
      left.until.last == right.until.last
        ? left.words.lexicographicallyPrecedes(right.words) : left.until < right.until
    }
  }

  private func withManager(_ expiring: Expiring) -> Expiring {
    var expiring = expiring
    guard case .access(let item) = expiring.what, let person = item.person.flatMap({ input.people[$0] }),
      let manager = person.desired.manager
    else { return expiring }
    expiring.manager = input.people[manager]?.desired.name ?? manager.written
    return expiring
  }

  private func endsSoon(_ expiry: Expiry?) -> Expiry? {
    guard let expiry, expiry.last <= last, !expiry.hasEnded(at: input.clock.now) else { return nil }
    return expiry
  }

  private var people: [Expiring] {
    input.people.declared.flatMap { match -> [Expiring] in
      let person = match.desired
      guard match.trouble == nil, input.departure(of: person) == nil else { return [] }
      var found: [Expiring] = []
      if match.account != nil || match.isPending, let until = endsSoon(person.until) {
        found.append(Expiring(.access(.account(match.reference)), until: until, at: person.untilAt ?? person.at))
      }
      guard person.presence == .declared, let account = match.account else { return found }
      let held = Set(account.grants)
      return found
        + ends(lists.roles(of: person), held).map {
          Expiring(.access(.grant($0.grant, of: .person(match.reference))), until: $0.until, at: $0.at)
        }
    }
  }

  private func ends(_ wanted: WantedGrants, _ held: Set<Grant>) -> [(grant: Grant, until: Expiry, at: Place)] {
    wanted.active.compactMap { grant, entry in
      held.contains(grant) ? endsSoon(entry.until).map { (grant, $0, entry.at) } : nil
    }
  }

  private var groups: [Expiring] {
    input.groups.declared.flatMap { match -> [Expiring] in
      guard match.trouble == nil, let actual = match.actual else { return [] }
      let grants = ends(lists.roles(of: match.desired), Set(actual.grants)).map {
        Expiring(.access(.grant($0.grant, of: .group(match.reference))), until: $0.until, at: $0.at)
      }
      guard case .written(let entries, _) = match.desired.members else { return grants }
      let present = Set(actual.members + actual.invites)
      return grants
        + entries.compactMap { entry in
          let address = input.people[entry.person]?.address ?? entry.person
          guard present.contains(address), let until = endsSoon(entry.until) else { return nil }
          let person = PersonReference(entry.person)
          return Expiring(.access(.membership(person, match.reference)), until: until, at: entry.at)
        }
    }
  }

  private var ignoreRules: [Expiring] {
    input.desired.ignore.compactMap { rule in
      endsSoon(rule.until).map { Expiring(.ignoreRule(rule), until: $0, at: rule.at) }
    }
  }
}

extension Expiring {
  /// For a stable order.
  fileprivate var words: [String] {
    switch what {
    case .access(let item): [String(item.rank), item.person?.key ?? "", item.group?.name ?? "", item.grantText]
    case .ignoreRule(let rule): ["9", rule.person?.pattern ?? "", rule.group?.pattern ?? "", rule.role?.pattern ?? ""]
    }
  }
}

extension AccessItem {
  /// People before groups, accounts before what they hold.
  fileprivate var rank: Int {
    switch self {
    case .account, .invite: 0
    case .grant(_, .person), .roles(.person): 1
    case .membership: 2
    case .group, .grant(_, .group), .roles(.group): 3
    }
  }

  fileprivate var grantText: String { grant.map { "\($0.role.text) \($0.scope)" } ?? "" }
}
