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
    let what: PolicyEnd.What
    let until: Moment
  }

  let end: PolicyEnd
  var what: What { What(what: end.what, until: end.until.last) }
  var at: Place { end.shownAt }

  var warning: Diagnostic {
    let gives = end.isOfPerson ? "this person is as if departed" : "it gives nothing"
    return .warning(at: at, "until: \(end.until) has passed already, so \(gives); write a later one, or remove it")
  }

  static func all(of desired: DesiredState, _ clock: Clock) -> [EndedEntry] {
    let staying = Set(desired.people.filter { $0.presence == .declared }.map(\.email))
    let ended = desired.ends(ofEveryEntry: true).filter { clock.hasEnded($0.until) }
    let gone = Set(ended.filter(\.isOfPerson).compactMap(\.what.person)).intersection(staying)
    return ended.filter { end in
      guard let person = end.what.person else { return true }
      guard end.what.group == nil else { return !gone.contains(person) }
      return staying.contains(person) && (end.isOfPerson || !gone.contains(person))
    }.map(EndedEntry.init)
  }
}
