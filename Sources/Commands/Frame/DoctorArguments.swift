package import Access

/// What `accord doctor` was asked for.
package struct DoctorArguments: Hashable, Sendable {
  /// Nil for the usual directory, if it is there.
  package var policy: String?
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  /// Where the workspace is, unless a policy says so.
  package var region: DesiredWorkspace.Region?
  package var format = DoctorFormat.text
}

/// How checks are printed.
package enum DoctorFormat: String, Hashable, Sendable, CaseIterable {
  case text, json
  static var words: [String] { allCases.map(\.rawValue) }
}

extension DoctorArguments {
  init(_ parsed: ParsedArguments) throws {
    policy = parsed.operand
    source = try parsed.source
    region = parsed.word(.region)
    format = parsed.word(.doctorFormat) ?? format
  }
}

extension Flag {
  static let doctorFormat = Flag("--format", .word(DoctorFormat.words), "output format (default: text)")
}

extension CommandTable {
  static let doctor = Command(
    "doctor", "check token, workspace, policy and this machine",
    details: """
      Makes one check after the other and prints a line for each: whether there is a way to Segment, whose the token is \
      and whether it may read people, what the workspace's Segment plan includes, how fast reads are allowed, which \
      roles and audit events accord does not know, clocks, the policy, file modes and the lock. ✓ passed, ! is a \
      warning, ✗ keeps a plan or an apply from working; with any ✗ it exits 1. Sends only GET requests, a few whatever \
      the workspace's size. Leaves out a check whose request got no answer.
      """,
    operand: .optional("DIR", help: "the policy's directory; policies by default, if it exists"),
    groups: [FlagGroup("Flags", [.region, .doctorFormat]), .writing],
    examples: ["accord doctor", "accord doctor policies/acme --format json", "accord doctor --sandbox acme.json"],
    invocation: { Invocation(try DoctorArguments($0), Program.doctor) })
}
