import Documents
package import Explaining

/// Drift as JSON, format 1: what `--format json` prints and `--notify` posts.
package func jsonReport(_ drift: Drift, accord version: String) -> String { drift.reportText(accord: version) }
