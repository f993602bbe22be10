import Access
import Explaining
import RandomWorlds
import Testing

extension Situation {
  /// The review of the same policy and workspace, with a trail that knows a little.
  var review: AccessReview {
    get throws { try #require(reviewAccess(desired, actual, at: World.now).review).explained(by: trail, actual) }
  }

  private var trail: AuditTrail {
    let events = actual.people.prefix(3).enumerated().map { at, person in
      AuditEvent(
        "User Policy Updated", at: Moment(seconds: World.now.seconds - Int64(at + 1) * 86_400),
        actor: "public-api-token/TJ7z8cg6", actorEmail: at == 0 ? "grace@acme.com" : nil, resourceID: person.id.text)
    }
    return .read(events, since: Moment(seconds: World.now.seconds - AuditTrail.kept), isWhole: true)
  }

  /// Whoever has something, written as on the command line.
  func holders(_ text: String) throws -> AccessHolders {
    let review = try review
    return review.holders(of: try review.thing(ThingReference(text)))
  }

  /// Whoever has most to explain.
  func explanation(of review: AccessReview) throws -> AccessExplanation {
    let ways = Dictionary(grouping: review.rows.compactMap(\.person)) { $0 }.mapValues(\.count)
    let email = try #require(ways.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key)
    return try review.explain(email)
  }
}
