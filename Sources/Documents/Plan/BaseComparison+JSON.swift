package import Access
package import AccessJSON
import Syntax

/// How a plan differs from that of its base. The marks stand on the changes themselves.
///
/// ```json
/// "base": {"policy": {"digest": "sha256:…", "files": 7},
///   "rules": [{"rule": "guardrail maximum-removals", "before": "…", "after": "…", "at": "main.yaml:3:5"}],
///   "noLonger": [{"kind": "join", …}], "lastsLonger": [{"person": …, "baseUntil": …, "until": …}],
///   "noLongerDeclared": [{"what": "group", "group": …, "fate": "stays", "why": …, "gives": […], …}], "problem": "…"}
/// ```
extension BaseComparison: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("policy", \.policy, PolicyMark.shape),
    .required("rules", \.ruleEdits, .list(of: RuleEdit.shape)),
    .required("noLonger", \.noLonger, .list(of: Change.shape)),
    .required("lastsLonger", \.lastsLonger, .list(of: LastsLonger.shape), absent: []),
    .required("noLongerDeclared", \.noLongerDeclared, .list(of: NoLongerDeclared.shape), absent: []),
    .optional("problem", \.problem, .text)
  ) { policy, ruleEdits, noLonger, lastsLonger, noLongerDeclared, problem in
    Self(
      policyDigest: policy.digest, policyFiles: policy.files, ruleEdits: ruleEdits, noLonger: noLonger,
      lastsLonger: lastsLonger, noLongerDeclared: noLongerDeclared, problem: problem)
  }

  private var policy: PolicyMark { PolicyMark(digest: policyDigest, files: policyFiles) }
}

extension RuleEdit: JSONRecord {
  package static let shape: JSONShape<Self> = .record(
    .required("rule", \.rule, .name), .optional("before", \.before, .text), .optional("after", \.after, .text),
    .optional("at", \.at, .place)
  ) { rule, before, after, at in
    if before == nil, after == nil { throw JSONFault("expected at least one of before, after") }
    return Self(rule, before: before, after: after, at: at)
  }
}
