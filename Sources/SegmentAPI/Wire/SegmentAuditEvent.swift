/// Segment's `AuditEventV1`: who changed what when, without what it was before and after.
package struct SegmentAuditEvent: Hashable, Sendable, Decodable {
  package var id: String
  /// As Segment wrote it; samples have a space where RFC 3339 has a `T`.
  package var timestamp: String
  package var type: String
  /// Such as `public-api-token/TJ7z8cg6`.
  package var actor: String
  package var actorEmail: String?
  package var resourceId: String?
  package var resourceType: String?
  package var resourceName: String?

  package init(
    id: String, timestamp: String, type: String, actor: String, actorEmail: String? = nil, resourceId: String? = nil,
    resourceType: String? = nil, resourceName: String? = nil
  ) {
    self.id = id
    self.timestamp = timestamp
    self.type = type
    self.actor = actor
    self.actorEmail = actorEmail
    self.resourceId = resourceId
    self.resourceType = resourceType
    self.resourceName = resourceName
  }
}
