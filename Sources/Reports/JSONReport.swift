package import Access
import Documents
package import Explaining

/// A plan as JSON, format 1; the text of a plan file and of `--format json` are the same.
package func jsonReport(_ plan: Plan, accord version: String) -> String { plan.fileText(accord: version) }

/// What a run of apply did, as JSON: the plan with an outcome on each change.
package func jsonReport(_ applied: Applied, accord version: String) -> String { applied.reportText(accord: version) }

/// A review as JSON, format 1.
package func jsonReport(_ review: AccessReview, accord version: String) -> String {
  let table = ReviewTable(review)
  return review.document(accord: version) { table.id(of: $0).text }
}

/// An explanation as JSON, format 1.
package func jsonReport(_ explanation: AccessExplanation, accord version: String) -> String {
  explanation.document(accord: version)
}

/// Everybody who has a thing, as JSON, format 1.
package func jsonReport(_ holders: AccessHolders, accord version: String) -> String {
  let table = ReviewTable(holders.review)
  return holders.document(accord: version) { table.id(of: $0).text }
}
