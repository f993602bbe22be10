import Documents
package import Explaining

/// Drift as JSON: what `--format json` prints.
package func jsonReport(_ drift: Drift, accord version: String) -> String { drift.reportText(accord: version) }
