import Access

/// People who came by single sign-on, as far as the audit trail tells: the one thing that the API says of an identity
/// provider. Nothing marks who or which group is its own.
struct Arrivals {
  private let people: Set<String>
  private let since: Moment

  /// Nil where nothing says that anybody came so.
  init?(_ trail: AuditTrail) {
    guard case .read(let events, let since, _) = trail else { return nil }
    let arrivals = events.filter { $0.type == AuditEventKind.singleSignOn }
    people = Set(arrivals.map { $0.resourceID ?? $0.resourceName ?? $0.actor })
    self.since = since
    if people.isEmpty { return nil }
  }

  var advice: String {
    let who = people.count == 1 ? "1 person" : "\(people.count) people"
    return
      "\(who) came by single sign-on since \(since), as the audit trail says; if an identity provider decides who is here, remove this policy and use accord import --idp, which declares roles alone"
  }
}
