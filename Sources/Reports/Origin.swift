import Access
import AccessJSON

extension Plan {
  /// `Acme: 5 policy files, read 2026-11-21T08:00:00Z from Segment.`
  var provenance: Line { "\(name: workspace.name): \(origin)." }

  /// `5 policy files, read 2026-11-21T08:00:00Z from Segment`
  var origin: Line {
    let read = "read \(actual.readAt) from \(actual.source.phrase)"
    return "\(counted(policyFiles, "policy file")), \(read)"
  }
}

extension Plan.Format {
  /// What a reader must know of a plan that says less; nil for the newest.
  var fact: Line? {
    switch self {
    case .first:
      "This plan is of format 1, which does not say who comes to own the workspace; apply says it before it asks."
    case .second: nil
    }
  }
}

extension PlanOptions {
  /// What a narrowed run leaves out, a line each.
  var narrowing: [Line] {
    var lines: [Line] = []
    if !only.isEmpty { lines.append("Only \(only.map(\.description).joined(separator: ", "))") }
    if noRemovals { lines.append("Removals are left out (--no-removals)") }
    if expiredOnly { lines.append("Only what has ended is removed, nothing else is done (--expired-only)") }
    return lines.map { $0.styled(.caution) }
  }
}

extension ActualState.Source {
  var phrase: String {
    switch self {
    case .segment: "Segment"
    case .snapshot: "a snapshot"
    case .sandbox: "the sandbox"
    }
  }
}
