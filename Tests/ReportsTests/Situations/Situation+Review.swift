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

  /// A trail that reaches back 85 days, in which some did what their roles allow.
  var deeds: AuditTrail {
    let types = ["Source Modified", "Model Created", "Source Function Modified", "Audience Created"]
    let deeds = actual.people.enumerated().filter { $0.offset % 2 == 0 }.map { at, person in
      AuditEvent(
        types[at / 2 % 4], at: Moment(seconds: World.now.seconds - Int64(at + 3) * 86_400),
        actor: "users/\(person.id.text)", resourceID: "anything")
    }
    let oldest = AuditEvent(
      "Warehouse Run Failed", at: Moment(seconds: World.now.seconds - 85 * 86_400), actor: "public-api-token/TJ7z8cg6")
    return .read(
      deeds + [oldest], since: Moment(seconds: World.now.seconds - AuditTrail.kept), isWhole: true)
  }

  /// A trail in which everybody changed a source.
  var busy: AuditTrail {
    let deeds = actual.people.enumerated().map { at, person in
      AuditEvent(
        "Source Modified", at: Moment(seconds: World.now.seconds - Int64(at) * 86_400),
        actor: "users/\(person.id.text)", resourceID: "src-web")
    }
    return .read(deeds, since: World.now, isWhole: true)
  }

  static func unused(days: Int64 = 60) throws -> UnusedAccess {
    let review = try #require(reviewAccess(rich.desired, rich.actual, at: World.now).review)
    return UnusedAccess(review.explained(by: rich.deeds, rich.actual), for: days * 86_400, at: World.now)
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
