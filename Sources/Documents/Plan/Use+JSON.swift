package import Access
package import AccessJSON

/// Of one of the plan's changes, counted from 0:
///
/// ```json
/// {"change": 3, "by": "lin@acme.com", "at": "2026-11-18T08:00:00Z", "event": "Source Modified"}
/// ```
extension Plan.Use: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("change", \.change, .count), .required("by", \.by, .email), .required("at", \.deed.at, .moment),
    .required("event", \.deed.event, .text)
  ) { change, by, at, event in Self(change: change, by: by, RoleUse.Deed(event, at: at)) }
}
