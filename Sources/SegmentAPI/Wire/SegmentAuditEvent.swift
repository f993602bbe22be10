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
}
