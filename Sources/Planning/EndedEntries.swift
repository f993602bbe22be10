package import Access

/// Entries of a policy that have ended: they give nothing, and where nobody holds what they gave, no plan says a word of
/// them. Somebody who writes an end that has passed means another.
///
/// With a base only those that it does not have, because what ended in due time may stay written. A departed or ended
/// person's own entries are left to what is said of the person.
///
/// - Parameter actual: the workspace that the clock is judged by; nil for none.
/// - Returns: warnings, one a place; past ten of them the rest is counted.
package func endedEntries(
  _ desired: DesiredState, since base: DesiredState? = nil, at now: Moment, _ actual: ActualState? = nil
) -> [Diagnostic] {
  let clock = Clock(now: now, difference: actual?.clockDifference)
  let known = Set(base.map { EndedEntry.all(of: $0, clock).map(\.what) } ?? [])
  let ended = EndedEntry.all(of: desired, clock).filter { !known.contains($0.what) }
  let said = Dictionary(ended.map { ($0.at, $0) }, uniquingKeysWith: { first, _ in first }).values.sorted {
    $0.at < $1.at
  }
  let rest = said.count - 10
  return said.prefix(10).map(\.warning)
    + (rest > 0
      ? [.warning(at: nil, "\(rest) more \(rest == 1 ? "entry has" : "entries have") ended and give nothing")] : [])
}

/// One that gives nothing any more.
private struct EndedEntry {
  /// What it was about, wherever it stands.
  struct What: Hashable {
    var person: Email?
    var group: String?
    var grant: WrittenGrant?
    let until: Moment
  }

  let what: What
  let until: Expiry
  let at: Place

  var warning: Diagnostic {
    let isPerson = what.person != nil && what.group == nil && what.grant == nil
    let gives = isPerson ? "this person is as if departed" : "it gives nothing"
    return .warning(at: at, "until: \(until) has passed already, so \(gives); write a later one, or remove it")
  }

  static func all(of desired: DesiredState, _ clock: Clock) -> [EndedEntry] {
    let staying = desired.people.filter { $0.presence == .declared }
    let gone = staying.filter { clock.hasEnded($0.until) }
    let isGone = Set(gone.map(\.email))
    let accounts = gone.compactMap { person in
      person.until.map {
        EndedEntry(what: What(person: person.email, until: $0.last), until: $0, at: person.untilAt ?? person.at)
      }
    }
    let direct = staying.filter { !isGone.contains($0.email) }.flatMap { person -> [EndedEntry] in
      guard case .written(let grants, _) = person.roles else { return [] }
      return grants.flatMap { ended($0, clock, person: person.email, group: nil) }
    }
    return accounts + direct + desired.groups.flatMap { ended($0, isGone, clock) }
  }

  private static func ended(_ group: DesiredGroup, _ gone: Set<Email>, _ clock: Clock) -> [EndedEntry] {
    var all: [EndedEntry] = []
    if case .written(let grants, _) = group.roles {
      all += grants.flatMap { ended($0, clock, person: nil, group: group.name) }
    }
    guard case .written(let members, _) = group.members else { return all }
    for member in members where !gone.contains(member.person) {
      all += ([member] + member.others).compactMap { way in
        guard let until = way.until, clock.hasEnded(until) else { return nil }
        return EndedEntry(
          what: What(person: way.person, group: group.name, until: until.last), until: until, at: way.at)
      }
    }
    return all
  }

  private static func ended(_ grant: DesiredGrant, _ clock: Clock, person: Email?, group: String?) -> [EndedEntry] {
    ([grant] + grant.others).compactMap { entry in
      guard let until = entry.until, clock.hasEnded(until) else { return nil }
      return EndedEntry(
        what: What(person: person, group: group, grant: WrittenGrant(entry), until: until.last), until: until,
        at: entry.bundle?.at ?? entry.at)
    }
  }
}
