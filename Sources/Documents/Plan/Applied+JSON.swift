import Access
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
      .init("rateLimited", JSON(rateLimited)))
    return plan.json(accord: version, changes: changes, run: run).document
  }
}
