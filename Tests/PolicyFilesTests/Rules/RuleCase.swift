import Testing

/// A policy with one thing wrong in it, and the one diagnostic that says so.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let name: String
  let files: [String: String]
  /// As a terminal shows it, notes included.
  let reports: String

  /// One file `p.yaml` beside a workspace in `workspace.yaml`.
  init(_ name: String, _ text: String, reports: String) {
    self.init(name, files: ["p.yaml": text], reports: reports)
  }

  /// These files beside the workspace; a `workspace.yaml` of one's own takes its place, and nil leaves it out.
  init(_ name: String, files: [String: String?], reports: String) {
    self.name = name
    let workspace: [String: String?] = ["workspace.yaml": "workspace: {slug: acme}\n"]
    self.files = workspace.merging(files) { $1 }.compactMapValues { $0 }
    self.reports = reports
  }

  var testDescription: String { name }
}
