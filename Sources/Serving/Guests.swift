import Glibc
import Synchronization

/// Who is connected, and who has to go when somebody comes for whom there is no room.
///
/// A client that says nothing, dribbles, or does not read its answer takes a place as long as limits of time allow. With
/// enough of them nobody else would ever be heard, so that the one that has waited longest makes room.
final class Guests: Sendable {
  private struct Guest {
    let descriptor: Int32
    /// Since when it has been its turn; nil while it is the site's.
    var waitsSince: ContinuousClock.Instant?
    var hasToGo = false
  }

  private struct State {
    var next = 0
    var guests: [Int: Guest] = [:]
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// A place for a connection; nil when every other is being answered just now.
  func enter(_ descriptor: Int32) -> Seat? {
    state.withLock { state in
      if state.guests.values.count(where: { !$0.hasToGo }) >= limit {
        let waiting = state.guests.compactMap { id, guest in
          guest.hasToGo ? nil : guest.waitsSince.map { (id: id, since: $0) }
        }
        guard let oldest = waiting.min(by: { ($0.since, $0.id) < ($1.since, $1.id) }) else { return nil }
        state.guests[oldest.id]?.hasToGo = true
        // Its thread wakes up, finds nobody there, and closes the descriptor: that is still its own.
        if let guest = state.guests[oldest.id] { shutdown(guest.descriptor, Int32(SHUT_RDWR)) }
      }
      state.next += 1
      state.guests[state.next] = Guest(descriptor: descriptor, waitsSince: .now)
      return Seat(guests: self, id: state.next)
    }
  }

  /// A connection's place.
  struct Seat: Sendable {
    fileprivate let guests: Guests
    fileprivate let id: Int

    /// The site answers from here on; false for one that had to make room, whose request is not to be answered.
    func isServed() -> Bool {
      guests.state.withLock { state in
        guard state.guests[id]?.hasToGo == false else { return false }
        state.guests[id]?.waitsSince = nil
        return true
      }
    }

    /// It is the client's turn: to read the answer, and to ask again.
    func waits() { guests.state.withLock { $0.guests[id]?.waitsSince = .now } }

    /// Gives the place back; to be done before the descriptor is closed, which then may be another connection's.
    func leave() { guests.state.withLock { $0.guests[id] = nil } }
  }
}
