import Access
import Testing

/// What Segment's reference of version 73.2.0 says that its endpoints leave in the audit trail, and its documents before.
struct AuditEventKindTests {
  @Test(arguments: [
    "Label Created", "Label Deleted", "Warehouses Created", "Storage Destination Created",
    "Storage Destination Deleted", "Source Deleted", "Policy Deleted", "Subjects Added to Group",
  ])
  func `who has access, and what names of a policy mean, is about access`(type: String) {
    #expect(AuditEventKind.bearing(of: type) == .access)
  }

  @Test(arguments: [
    "Destination Filter Enabled", "Destination Filter Disabled", "Model Settings Saved", "Model State Change Toggled",
    "Source Settings Modified", "Storage Destination Enabled", "Storage Destination Modified", "Source Modified",
    "Warehouse Credential Created", "Transformation Updated",
  ])
  func `what people do with their data is not`(type: String) {
    #expect(AuditEventKind.bearing(of: type) == .unrelated)
  }

  @Test(arguments: ["Storage Destination", "storage destination created", "Role Created", ""])
  func `anything else is unknown, and nothing is concluded from it`(type: String) {
    #expect(AuditEventKind.bearing(of: type) == .unknown)
  }
}
