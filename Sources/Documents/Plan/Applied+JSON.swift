import Access
import AccessJSON
import Syntax

extension Applied {
  /// What `apply --format json` prints: the plan, with `outcome` and `detail` on each change and the facts of the run.
  package func reportText(accord version: String) -> String {
    let changes = results.map { change, outcome in
      plan.json(change).adding(
        .init("outcome", .string(outcome.word)), .init("detail", ifAny: outcome.detail.map(JSON.string)))
    }
    let run = JSON.object(
      of: .init("wrote", .bool(wrote)), .init("stopped", ifAny: stopped.map { .string($0.description) }),
      .init("requests", JSON(requests)), .init("writes", JSON(writes)),
      .init("rateLimited", JSON(rateLimited)),
      .init("ownersLeft", ifAny: ownersLeft.map { .array($0.map { JSON($0) }) }),
      .init("putBack", ifAny: putBack.isEmpty ? nil : .array(putBack.map { .object($0.members(plan.names)) })))
    return plan.json(accord: version, changes: changes, run: run).document
  }
}
