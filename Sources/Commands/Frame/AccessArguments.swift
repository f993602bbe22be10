package import Access

/// Which policy a report judges by.
package enum PolicyChoice: Hashable, Sendable {
  case directory(String)
  /// The usual directory, if there is one.
  case usual
  /// `--no-policy`
  case none
}

/// How an explanation is printed.
package enum ExplanationFormat: String, Hashable, Sendable, CaseIterable {
  case text, json
  static var words: [String] { allCases.map(\.rawValue) }
}

/// How a review is printed.
package enum ReviewFormat: String, Hashable, Sendable, CaseIterable {
  case text, json
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
  package var format = ExplanationFormat.text
}

package struct ReviewArguments: Hashable, Sendable {
  package var policy = PolicyChoice.usual
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  /// Where the workspace is, unless a policy says so.
  package var region = DesiredWorkspace.Region.us
  package var format = ReviewFormat.text
  /// Nil for stdout.
  package var out: String?
}

extension ExplainArguments {
  init(_ parsed: ParsedArguments) throws {
    let text = try parsed.requiredOperand
    email = Email(text)
    guard !email.domain.isEmpty else { throw UsageError.badValue("EMAIL", text, expected: "an e-mail address") }
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
  }
}

extension ParsedArguments {
  fileprivate func policyChoice(directory: String?, flag: String) throws -> PolicyChoice {
    guard has(.noPolicy) else { return directory.map(PolicyChoice.directory) ?? .usual }
    if directory != nil { throw UsageError.contradiction(flag, "--no-policy") }
    return .none
  }
}
