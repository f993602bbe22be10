import Access
import AccessJSON
import Syntax

/// How a plan differs from that of its base. The marks stand on the changes themselves.
///
/// ```json
/// "base": {"policy": {"digest": "sha256:…", "files": 7},
///   "rules": [{"rule": "guardrail maximum-removals", "before": "…", "after": "…", "at": "main.yaml:3:5"}],
///   "noLonger": [{"kind": "join", …}], "lastsLonger": [{"person": …, "baseUntil": …, "until": …}], "problem": "…"}
/// ```
extension BaseComparison {
  func json(_ names: Names) -> JSON {
    .object(
      of: .init("policy", .object(of: .init("digest", .string(policyDigest)), .init("files", JSON(policyFiles)))),
      .init("rules", .array(ruleEdits.map(\.json))), .init("noLonger", .array(noLonger.map { $0.json(names) })),
      .init("lastsLonger", .array(lastsLonger.map { $0.json(names) })),
      .init("problem", ifAny: problem.map(JSON.string)))
  }

  init(json: JSON, naming names: inout Names) throws {
    try json.onlyKeys("policy", "rules", "noLonger", "lastsLonger", "problem")
    let policy = try json.required("policy") { policy in
      try policy.onlyKeys("digest", "files")
      return (try policy.required("digest") { try $0.text }, try policy.required("files") { try $0.count })
    }
    self.init(
      policyDigest: policy.0, policyFiles: policy.1,
      ruleEdits: try json.required("rules") { try $0.list(of: RuleEdit.init(json:)) },
      noLonger: try json.required("noLonger") { try $0.list { try Change(json: $0, naming: &names) } },
      lastsLonger: try json.optional("lastsLonger") { try $0.list { try LastsLonger(json: $0, naming: &names) } } ?? [],
      problem: try json.optional("problem") { try $0.text })
  }
}

extension RuleEdit {
  fileprivate var json: JSON {
    .object(
      of: .init("rule", .string(rule)), .init("before", ifAny: before.map(JSON.string)),
      .init("after", ifAny: after.map(JSON.string)), .init("at", ifAny: at.map { JSON($0) }))
  }

  fileprivate init(json: JSON) throws {
    try json.onlyKeys("rule", "before", "after", "at")
    self.init(
      try json.required("rule") { try $0.name }, before: try json.optional("before") { try $0.text },
      after: try json.optional("after") { try $0.text }, at: try json.optional("at") { try $0.place })
    if before == nil, after == nil { throw JSONFault("expected at least one of before, after") }
  }
}
