/// When something written with `until:` ends.
package struct Expiry: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The last second at which it still holds.
  package let last: Moment
  /// As the policy writes it.
  package let written: String

  package init(last: Moment, written: String) {
    self.last = last
    self.written = written
  }

  /// The end of what holds until a moment, and no longer at it.
  package init(at moment: Moment) { self.init(last: Moment(seconds: moment.seconds - 1), written: "\(moment)") }

  /// Reads a date, held through that day in UTC, or an RFC 3339 time, at which it ends. Nil for anything else: an
  /// expiry that does not parse must never mean "never".
  package init?(_ text: String) {
    if let date = CalendarDate(text: text) {
      self.init(last: Moment(seconds: (date.daysSinceEpoch + 1) * 86_400 - 1), written: text)
    } else if let moment = Moment(rfc3339: text) {
      self.init(last: Moment(seconds: moment.seconds - 1), written: text)
    } else {
      return nil
    }
  }

  package func hasEnded(at now: Moment) -> Bool { now > last }

  package static func < (left: Expiry, right: Expiry) -> Bool { left.last < right.last }
  package var description: String { written }
}

extension Expiry? {
  /// Whether this end is later than another; no end at all is the latest.
  package func outlasts(_ other: Expiry?) -> Bool {
    guard let other else { return false }
    return map { $0 > other } ?? true
  }

  /// The one that comes first.
  package static func first(_ ends: Expiry?...) -> Expiry? { ends.compactMap(\.self).min() }
}
