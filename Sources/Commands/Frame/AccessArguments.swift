package import Access

/// Which policy a report judges by.
package enum PolicyChoice: Hashable, Sendable {
  case directory(String)
  /// The usual directory, if there is one.
  case usual
  /// `--no-policy`
  case none

  static let usualDirectory = "policies"
}

/// How a review is printed.
package enum ReviewFormat: String, Hashable, Sendable, CaseIterable {
  case text, csv, json, markdown, html
  static var words: [String] { allCases.map(\.rawValue) }
}

package struct ExplainArguments: Hashable, Sendable {
  package var email: Email
  /// `source/website`; nil for everything.
  package var resource: String?
  package var policy = PolicyChoice.usual
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  /// Where the workspace is, unless a policy says so.
  package var region = DesiredWorkspace.Region.us
  package var format = ReportFormat.text
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
  /// A reviewer's file that came back; nil to make a review.
  package var decisions: String?
  package var writes = false
}

extension ExplainArguments {
  init(_ parsed: ParsedArguments) throws {
    let text = try parsed.requiredOperand
    email = Email(text)
    try ParsedArguments.check(email, "EMAIL")
    resource = parsed.secondOperand
    policy = try parsed.policyChoice(directory: parsed.value(.policy), flag: "--policy")
    source = try parsed.source
    region = parsed.word(.region) ?? region
    format = parsed.word(.explanationFormat) ?? format
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
    decisions = parsed.value(.decisions)
    writes = parsed.has(.writeDecisions)
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
