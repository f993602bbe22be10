/// How much of a state was not read with the rest of it and comes from an earlier read.
package struct TakenOver: Hashable, Sendable {
  /// People whose direct grants are those of then.
  package let people: Int
  /// Groups whose members, or grants as well, are those of then.
  package let groups: Int
  /// When the oldest of it was read, by Segment's clock.
  package let asOf: Moment

  package init(people: Int, groups: Int, asOf: Moment) {
    self.people = people
    self.groups = groups
    self.asOf = asOf
  }
}

extension ActualState {
  /// Nil where everything was read.
  package var takenOver: TakenOver? {
    let (people, groups) = (people.compactMap(\.asOf), groups.compactMap(\.asOf))
    return (people + groups).min().map { TakenOver(people: people.count, groups: groups.count, asOf: $0) }
  }

  /// When it was read by Segment's clock, which is that of the audit trail; by this machine's where that is not known.
  package var readThere: Moment { knownReadThere ?? readAt }

  /// The same; nil where no answer said what time it was.
  package var knownReadThere: Moment? {
    segmentTime ?? clockDifference.map { Moment(seconds: readAt.seconds + $0) }
  }

  /// When the oldest part of it was read.
  package var oldestReadAt: Moment { min(readAt, takenOver?.asOf ?? readAt) }

  /// The same with nothing marked as taken over: what it says of the workspace.
  package var unmarked: ActualState {
    var state = self
    for at in state.people.indices { state.people[at].asOf = nil }
    for at in state.groups.indices { state.groups[at].asOf = nil }
    return state
  }
}
