/// How old a snapshot is, as far as that bears on what is said by it.
package enum SnapshotAge: Hashable, Sendable, CustomStringConvertible {
  /// Seconds since it was read.
  case old(Int64, readAt: Moment)
  /// A clock is wrong, this machine's or that of whoever took it: nobody can say how old it is.
  case toCome(readAt: Moment)

  /// Seconds that a snapshot may be ahead, because no two clocks agree: as for Segment's.
  private static let tolerance: Int64 = 5 * 60
  package static let day: Int64 = 86_400

  /// Nil for one of which there is nothing to say.
  ///
  /// - Parameter most: how many seconds old it may be.
  package init?(of readAt: Moment, at now: Moment, atMost most: Int64 = day) {
    let age = now.seconds - readAt.seconds
    if age < -Self.tolerance {
      self = .toCome(readAt: readAt)
    } else if age > most {
      self = .old(age, readAt: readAt)
    } else {
      return nil
    }
  }

  /// `the snapshot is 3 days old (read 2026-11-18T08:00:00Z)`
  package var description: String {
    switch self {
    case .old(let age, let readAt): "the snapshot is \(Self.words(age)) old (read \(readAt))"
    case .toCome(let readAt): "the snapshot is of \(readAt), which is in the future; a clock is wrong"
    }
  }

  /// What it means for whoever reads what was made of it.
  package var warning: String {
    switch self {
    case .old: "\(self); what was changed in Segment since then is not in it"
    case .toCome: description
    }
  }

  private static func words(_ seconds: Int64) -> String {
    let units: [(size: Int64, one: String)] = [(day, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
    let unit = units.first { seconds >= $0.size } ?? units[3]
    let count = seconds / unit.size
    return "\(count) \(unit.one)\(count == 1 ? "" : "s")"
  }
}

extension ActualState {
  /// What is to be said of a snapshot's age; nothing of what was read just now.
  package func staleness(at now: Moment) -> Diagnostic? {
    guard source == .snapshot else { return nil }
    return age(at: now).map { .warning(at: nil, $0.warning) }
  }

  /// As old as the oldest part of it; nil for an age of which there is nothing to say.
  ///
  /// - Parameter most: how many seconds old it may be.
  package func age(at now: Moment, atMost most: Int64 = SnapshotAge.day) -> SnapshotAge? {
    SnapshotAge(of: readAt, at: now, atMost: most) ?? SnapshotAge(of: oldestReadAt, at: now, atMost: most)
  }
}
