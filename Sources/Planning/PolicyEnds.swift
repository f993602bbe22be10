package import Access

/// An `until` that a policy writes: whose what ends with it.
package struct PolicyEnd: Hashable, Sendable {
  /// Wherever it is written.
  package struct What: Hashable, Sendable {
    package var person: Email?
    package var group: String?
    package var grant: WrittenGrant?
  }

  package let what: What
  package let until: Expiry
  /// The entry, or the person's own.
  package let at: Place
  /// Where whoever reads the policy looks for it: an entry of a bundle stands there once for all.
  let shownAt: Place

  /// Whether it is a person's, with whom everything goes.
  package var isOfPerson: Bool { what.group == nil && what.grant == nil }
}

extension PolicyEnd {
  /// A person's own.
  package init(of person: DesiredPerson, _ until: Expiry) {
    let place = person.untilAt ?? person.at
    self.init(what: What(person: person.email), until: until, at: place, shownAt: place)
  }
}

extension DesiredState {
  /// Whatever ends, has ended or will: people, grants and memberships. What several entries give lasts as long as the
  /// longest of them, and stands here once.
  package var ends: [PolicyEnd] { ends(ofEveryEntry: false) }

  /// - Parameter ofEveryEntry: whether an entry stands here too beside another one that gives the same for longer.
  func ends(ofEveryEntry: Bool) -> [PolicyEnd] {
    people.flatMap { person -> [PolicyEnd] in
      guard !person.isDeparted else { return [] }
      let own = person.until.map { PolicyEnd(of: person, $0) }
      guard case .written(let grants, _) = person.roles else { return [own].compactMap(\.self) }
      return [own].compactMap(\.self) + ends(of: grants, .init(person: person.email), ofEveryEntry)
    } + groups.flatMap { ends(of: $0, ofEveryEntry) }
  }

  private func ends(of group: DesiredGroup, _ ofEveryEntry: Bool) -> [PolicyEnd] {
    var all: [PolicyEnd] = []
    if case .written(let grants, _) = group.roles { all = ends(of: grants, .init(group: group.name), ofEveryEntry) }
    guard case .written(let members, _) = group.members else { return all }
    for member in members {
      all += ([member] + (ofEveryEntry ? member.others : [])).compactMap { way in
        way.until.map {
          PolicyEnd(what: .init(person: way.person, group: group.name), until: $0, at: way.at, shownAt: way.at)
        }
      }
    }
    return all
  }

  private func ends(of grants: [DesiredGrant], _ what: PolicyEnd.What, _ ofEveryEntry: Bool) -> [PolicyEnd] {
    grants.flatMap { grant in
      ([grant] + (ofEveryEntry ? grant.others : [])).compactMap { entry in
        entry.until.map { until in
          var what = what
          what.grant = WrittenGrant(entry)
          return PolicyEnd(what: what, until: until, at: entry.at, shownAt: entry.bundle?.at ?? entry.at)
        }
      }
    }
  }
}

extension DesiredPerson {
  fileprivate var isDeparted: Bool {
    switch presence {
    case .departed: true
    case .declared, .endsOnly: false
    }
  }
}
