package import Access
package import Explaining
import Syntax

/// Which policy a report judges by.
package enum PolicyChoice: Hashable, Sendable {
  case directory(String)
  /// The usual directory, if there is one.
  case usual
  /// `--no-policy`
  case none

  static let usualDirectory = "policies"
}

/// How a review or an explanation is printed.
package enum ReviewFormat: String, Hashable, Sendable, CaseIterable {
  case text, csv, json, markdown, html
  static var words: [String] { allCases.map(\.rawValue) }
}

package struct ExplainArguments: Hashable, Sendable {
  /// What is to be explained.
  package enum Subject: Hashable, Sendable {
    /// Why somebody has access: to a resource such as `source/website`, or all of it.
    case person(Email, resource: String?)
    /// Who has this.
    case thing(ThingReference)
  }

  package var subject: Subject
  /// Only access by this role.
  package var role: RoleReference?
  package var policy = PolicyChoice.usual
  /// Whether the policy alone is asked, and no workspace.
  package var desired = false
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  /// Where the workspace is, unless a policy says so.
  package var region = DesiredWorkspace.Region.us
  package var format = ReviewFormat.text
}

package struct ReviewArguments: Hashable, Sendable {
  package var policy = PolicyChoice.usual
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  /// Where the workspace is, unless a policy says so.
  package var region = DesiredWorkspace.Region.us
  package var format = ReviewFormat.text
  /// Nil for stdout.
  package var out: String?
  /// How old a snapshot may be; nil for any age.
  package var maxAge: Duration?
  /// Nil to read everything.
  package var since: SinceArguments?
  /// A reviewer's file that came back; nil to make a review.
  package var decisions: String?
  /// For how long a role was not used to be listed; nil for the whole review.
  package var unused: Duration?
  package var writes = false
}

extension ExplainArguments {
  init(_ parsed: ParsedArguments) throws {
    subject = try Self.subject(parsed)
    role = parsed.value(.explainedRole).map { text in
      if case .role(let role) = ThingReference(text) { role } else { .name(text) }
    }
    if role != nil, case .thing(.role) = subject { throw UsageError.contradiction("a role", "--role") }
    desired = parsed.has(.desired)
    policy = try parsed.policyChoice(directory: parsed.value(.policy), flag: "--policy")
    source = try parsed.source
    region = parsed.word(.region) ?? region
    format = parsed.word(.explanationFormat) ?? format
    if desired { try checkDesired(parsed) }
  }

  private static func subject(_ parsed: ParsedArguments) throws -> Subject {
    let text = try parsed.requiredOperand
    let thing = ThingReference(text)
    if case .role(.name) = thing, text.holds("@") {
      try ParsedArguments.check(Email(text), "EMAIL")
      return .person(Email(text), resource: parsed.secondOperand)
    }
    if let second = parsed.secondOperand { throw UsageError.extraOperand(second, of: "explain \(text)") }
    return .thing(thing)
  }

  /// Whoever asks the policy alone asks no workspace.
  private func checkDesired(_ parsed: ParsedArguments) throws {
    for flag in [Flag.noPolicy, .snapshot, .sandbox, .apiURL, .tokenFile] where parsed.has(flag) {
      throw UsageError.contradiction("--desired", flag.name)
    }
  }
}

extension ReviewArguments {
  init(_ parsed: ParsedArguments) throws {
    policy = try parsed.policyChoice(directory: parsed.operand, flag: "DIR")
    source = try parsed.source
    region = parsed.word(.region) ?? region
    format = parsed.word(.reviewFormat) ?? format
    out = parsed.value(.reviewOut)
    maxAge = try parsed.maxAge
    since = try parsed.since
    decisions = parsed.value(.decisions)
    writes = parsed.has(.writeDecisions)
    unused = try parsed.span(.unused)
    if unused != nil {
      if decisions != nil { throw UsageError.contradiction("--unused", "--decisions") }
      if case .snapshot = source { throw UsageError.contradiction("--unused", "--snapshot") }
    }
    try checkDecisions()
  }

  /// Decisions are edits of a policy, and are told of as text or JSON.
  private func checkDecisions() throws {
    guard decisions != nil else {
      if writes { throw UsageError.alone("--write", without: "--decisions") }
      return
    }
    if policy == .none { throw UsageError.contradiction("--decisions", "--no-policy") }
    if out != nil { throw UsageError.contradiction("--decisions", "--out") }
    switch format {
    case .text, .json: return
    case .csv, .markdown, .html: throw UsageError.contradiction("--decisions", "--format \(format.rawValue)")
    }
  }
}

extension ParsedArguments {
  fileprivate func policyChoice(directory: String?, flag: String) throws -> PolicyChoice {
    guard has(.noPolicy) else { return directory.map(PolicyChoice.directory) ?? .usual }
    if directory != nil { throw UsageError.contradiction(flag, "--no-policy") }
    return .none
  }
}
