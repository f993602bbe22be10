import Access
import Explaining
import RandomWorlds
import Reports
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

  /// Whoever has most to explain.
  func explanation(of review: AccessReview) throws -> AccessExplanation {
    let ways = Dictionary(grouping: review.rows.compactMap(\.person)) { $0 }.mapValues(\.count)
    let email = try #require(ways.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key)
    return try review.explain(email)
  }
}

@Suite struct `A review in every format` {
  @Test(arguments: Situation.ten)
  func `is as it was approved`(situation: Situation) throws {
    let (review, name) = (try situation.review, "review-\(situation.name)")
    try expectGolden(textReport(review), name)
    try expectGolden(csvReport(review).replacing("\r\n", with: "\n"), name, type: "csv")
    try expectGolden(jsonReport(review, accord: "0"), name, type: "json")
    try expectGolden(review.document.markdown().joined(separator: "\n<!-- next comment -->\n\n"), name, type: "md")
    try expectGolden(review.document.html(), name, type: "html")
  }

  @Test func `says without a policy what is there`() throws {
    let actual = Situation.pendingInvites.actual
    let review = try #require(reviewAccess(nil, actual, at: World.now).review)
    try expectGolden(textReport(review.explained(by: .notOnThisPlan, actual)), "review-no-policy")
    try expectGolden(csvReport(review).replacing("\r\n", with: "\n"), "review-no-policy", type: "csv")
  }
}

@Suite struct `An explanation in every format` {
  @Test(arguments: Situation.ten)
  func `is as it was approved`(situation: Situation) throws {
    let (explanation, name) = (try situation.explanation(of: try situation.review), "explain-\(situation.name)")
    try expectGolden(textReport(explanation), name)
    try expectGolden(jsonReport(explanation, accord: "0"), name, type: "json")
    try expectGolden(explanation.document.markdown().joined(), name, type: "md")
    try expectGolden(explanation.document.html(), name, type: "html")
  }

  @Test func `tells which ways lead to a resource`() throws {
    let review = try Situation.expiry.review
    let text = try review.people.map { textReport(try review.explain($0.email, resource: "source/website")) }
    try expectGolden(text.joined(separator: "\n"), "explain-website")
  }
}
