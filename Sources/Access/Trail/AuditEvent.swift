/// One entry of Segment's audit trail: who did what to whom when, without what it was before and after.
package struct AuditEvent: Hashable, Sendable {
  /// Segment's name of what was done, such as `User Policy Updated`.
  package var type: String
  /// Nil where Segment's time could not be read.
  package var at: Moment?
  /// Such as `public-api-token/TJ7z8cg6` or `users/…`.
  package var actor: String
  package var actorEmail: String?
  /// What it was done to: Segment documents no values, so an id, an address or a name may be meant.
  package var resourceID: String?
  package var resourceName: String?

  package init(
    _ type: String, at moment: Moment?, actor: String, actorEmail: String? = nil, resourceID: String? = nil,
    resourceName: String? = nil
  ) {
    self.type = type
    at = moment
    self.actor = actor
    self.actorEmail = actorEmail
    self.resourceID = resourceID
    self.resourceName = resourceName
  }

  /// What it may call its subject, to be looked up as ``key(_:)`` makes it of an id, an address or a name.
  package var subjectKeys: Set<String> {
    Set([resourceID, resourceName].compactMap { $0 }.filter { !$0.isEmpty }.map(AuditEvent.key))
  }

  /// Addresses are compared with their letters folded, ids and names are not.
  package static func key(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "@")) ? Email(text).key : text
  }

  /// Whether it can change what a policy is compared with.
  package var bearing: AuditEventKind.Bearing { AuditEventKind.bearing(of: type) }
}

/// The audit trail as far as it was read.
package enum AuditTrail: Hashable, Sendable {
  case notOnThisPlan
  case unreadable(String)
  /// - Parameter isWhole: whether Segment's paging said that the last page was the last.
  case read([AuditEvent], since: Moment, isWhole: Bool)

  /// How far before now Segment keeps events: 90 days.
  package static let kept: Int64 = 90 * 86_400

  /// Whether nothing about access can have happened since: only a trail read to its last page, with no event about
  /// access and none of a type unknown to accord.
  package var showsNothing: Bool {
    switch self {
    case .notOnThisPlan, .unreadable: false
    case .read(let events, _, let isWhole): isWhole && events.allSatisfy { $0.bearing == .unrelated }
    }
  }
}
