package import Access
import Syntax

/// What works and what does not between this machine, a policy and a workspace.
package struct Checkup {
  /// In the order in which they are shown; the word is the check's name everywhere.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case connection, region, token, people, plan, lists, limits, roles, events, clock, policy, files, lock
  }

  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case pass
    /// Something works less well than it could, or should be known.
    case warning
    /// No plan or no apply comes of it.
    case fail
  }

  package struct Check: Hashable, Sendable {
    package let name: Name
    package let verdict: Verdict
    /// What was found, in words.
    package let says: String
    /// What to do about it; nil where nothing has to be done.
    package let wayOut: String?

    package init(_ name: Name, _ verdict: Verdict, _ says: String, _ wayOut: String? = nil) {
      self.name = name
      self.verdict = verdict
      self.says = says
      self.wayOut = wayOut
    }
  }

  /// Nil where it is not known.
  package var workspace: Workspace?
  private var found: [Check] = []

  package init() {}

  /// A check that could not be made is not among them.
  package var checks: [Check] { Name.allCases.flatMap { name in found.filter { $0.name == name } } }
  package var hasFailed: Bool { found.contains { $0.verdict == .fail } }

  package mutating func add(_ checks: Check...) { found += checks }
}

extension Checkup: Documented {
  package var document: Document {
    let count = { (verdict: Verdict) in checks.count { $0.verdict == verdict } }
    let failed = count(.fail)
    let verdict: Line =
      "\(counted(count(.pass), "check")) passed, \(counted(count(.warning), "warning")), \(failed) failed."
    return Document(
      title: workspace.map { "Checks for \(name: $0.slug)" } ?? "Checks",
      verdict: [failed > 0 ? Line(.alarm, verdict) : verdict],
      sections: [
        Document.Section(
          anchor: "checks", title: "Checks (\(checks.count))", layout: .statements,
          entries: checks.map { Document.Entry(head: $0.line) })
      ])
  }
}

extension Checkup.Check {
  /// `✓ token       is of the workspace acme`
  fileprivate var line: Line {
    let width = Checkup.Name.allCases.map(\.rawValue.count).max() ?? 0
    let name = name.rawValue + String(repeating: " ", count: width - name.rawValue.count)
    let line: Line = "\(verdict.sign) \(name)  \(says)\(wayOut.map { "; \($0)" } ?? "")"
    return line.styled(verdict.style)
  }
}

extension Checkup.Verdict {
  fileprivate var sign: String {
    switch self {
    case .pass: "✓"
    case .warning: "!"
    case .fail: "✗"
    }
  }

  fileprivate var style: Style {
    switch self {
    case .pass: .plain
    case .warning: .caution
    case .fail: .alarm
    }
  }
}

/// The checks as JSON, format 1.
package func jsonReport(_ checkup: Checkup, accord version: String) -> String {
  let checks = checkup.checks.map { check in
    JSON.object(
      of: .init("check", .string(check.name.rawValue)), .init("verdict", .string(check.verdict.rawValue)),
      .init("says", .string(check.says)), .init("wayOut", ifAny: check.wayOut.map(JSON.string)))
  }
  let workspace = checkup.workspace.map {
    JSON.object(of: .init("id", .string($0.id)), .init("slug", .string($0.slug)), .init("name", .string($0.name)))
  }
  return JSON.object(
    of: .init("formatVersion", 1), .init("accord", .string(version)), .init("workspace", ifAny: workspace),
    .init("checks", .array(checks)), .init("failed", .bool(checkup.hasFailed))
  ).document
}
