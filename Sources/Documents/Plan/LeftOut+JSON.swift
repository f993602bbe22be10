import Access
import AccessJSON
import Syntax

/// A change that is left out: `{"change": {"kind": "join", …}, "why": "…"}`
extension LeftOut {
  func json(_ names: Names) -> JSON {
    .object(of: .init("change", change.json(names)), .init("why", .string(why)))
  }

  init(json: JSON, naming names: inout Names) throws {
    try json.onlyKeys("change", "why")
    self.init(
      try json.required("change") { try Change(json: $0, naming: &names) },
      why: try json.required("why") { try $0.text })
  }
}
