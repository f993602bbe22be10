package import Access
package import AccessJSON

/// A change that is left out: `{"change": {"kind": "join", …}, "why": "…"}`
extension LeftOut: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("change", \.change, Change.shape), .required("why", \.why, .text)
  ) { change, why in Self(change, why: why) }
}
