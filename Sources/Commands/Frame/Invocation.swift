package import Access

/// What the command line asks for: the arguments of a command, all of them checked, and what carries them out.
package struct Invocation: Sendable {
  /// Those of the command, of the type that its own file takes.
  let arguments: any Hashable & Sendable
  /// What of it a signal must not cut off: nothing of a command that sends nothing but GET.
  let duty: Signals.Duty
  private let body: @Sendable (CommandContext) throws -> ExitCode

  init<Arguments: Hashable & Sendable>(
    _ arguments: Arguments, duty: Signals.Duty = .nothing,
    _ body: @escaping @Sendable (Arguments, CommandContext) throws -> ExitCode
  ) {
    self.arguments = arguments
    self.duty = duty
    self.body = { try body(arguments, $0) }
  }

  func run(in context: CommandContext) throws -> ExitCode { try body(context) }

  static func help(_ topic: String?) -> Invocation {
    Invocation(topic) { topic, context in
      try context.console.print(document: Help.text(topic))
      return .success
    }
  }

  static func version(_ format: BuildDescription.Format) -> Invocation {
    Invocation(format) { format, context in
      try context.console.print(document: BuildDescription.own.text(format))
      return .success
    }
  }

  static func manual(_ topic: String?) -> Invocation {
    Invocation(ManualPage(topic: topic)) { page, context in
      try context.console.print(document: page.text)
      return .success
    }
  }
}

/// What `--color` says.
package enum ColorChoice: String, Hashable, Sendable, CaseIterable {
  case auto, always, never
  static var words: [String] { allCases.map(\.rawValue) }
}

/// How problems of a policy are printed.
package enum ProblemFormat: String, Hashable, Sendable, CaseIterable {
  case text
  /// Commands to GitHub's runner.
  case github
  static var words: [String] { allCases.map(\.rawValue) }
}

/// Where the actual state comes from.
package enum ActualSource: Hashable, Sendable {
  /// Both nil unless a flag says otherwise; the environment is looked at later.
  case segment(apiURL: String?, tokenFile: String?)
  case snapshot(String)
  case sandbox(String)
}

/// An earlier read, and how old may be what is taken over from it.
package struct SinceArguments: Hashable, Sendable {
  /// A snapshot, or a record.
  package var file: String
  package var fullEvery: Duration = SinceArguments.usual

  /// Six hours: what the audit trail leaves out stays hidden for no longer.
  static let usual: Duration = .seconds(6 * 3600)
}

package struct ValidateArguments: Hashable, Sendable {
  package var policy = "policies"
  package var snapshot: String?
  package var format = ProblemFormat.text
}

package struct PlanArguments: Hashable, Sendable {
  package var policy = "policies"
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  package var options = PlanOptions()
  package var out: String?
  package var detailedExitcode = false
  /// The directory of the policy to compare with; nil for none.
  package var base: String?
  /// How old a snapshot may be; nil for any age.
  package var maxAge: Duration?
  /// Nil to read everything.
  package var since: SinceArguments?
  /// A record or snapshot that knows what things were called before; nil for none.
  package var baseline: String?
  package var output = ReportOutput()
}

package struct ShowArguments: Hashable, Sendable {
  package var plan: String
  package var output = ReportOutput()
}

package struct ApplyArguments: Hashable, Sendable {
  /// A directory is a policy, a file a saved plan: only the disk can tell.
  package var target = "policies"
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  package var options = PlanOptions()
  package var assumesYes = false
  /// A directory, or `-` for stderr; nil for the usual place.
  package var journal: String?
  /// Where the inverse plan goes; nil for none.
  package var undoOut: String?
  package var output = ReportOutput()
  /// The directory whose rules judge a saved plan; nil for those that the plan carries.
  package var policy: String?
  /// Plans that were reviewed, outside of which nothing is made; empty for all.
  package var reviewed: [String] = []
  /// Where the record for `--baseline` goes; nil for none.
  package var record: String?
  /// A record or snapshot that knows what things were called before; nil for none.
  package var baseline: String?
  /// Nil for one run.
  package var service: EndsArguments?
  package var notify: NotifyArguments?
}

package struct SnapshotArguments: Hashable, Sendable {
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  package var region = DesiredWorkspace.Region.us
  /// Nil to read everything.
  package var since: SinceArguments?
  /// Nil for stdout.
  package var out: String?
}

package struct ImportArguments: Hashable, Sendable {
  package var out = "policies"
  package var source: ActualSource = .segment(apiURL: nil, tokenFile: nil)
  package var region = DesiredWorkspace.Region.us
  package var scim: [Glob] = []
  package var idp = false
  package var factors = false
  /// The directory of a Git Sync export.
  package var gitSync: String?
  /// The directory of a policy to be edited instead.
  package var update: String?
  /// What is adopted then; empty for every difference.
  package var pick: [PlanOptions.Selection] = []
  /// A file that says what everything was called before; nil for none.
  package var baseline: String?

  package init() {}
}

package struct SandboxArguments: Hashable, Sendable {
  package var snapshot: String
  /// 0 for any that is free.
  package var port = 0
  package var saves = false
  package var faults: [String] = []
  package var assumptions: [String] = []
  /// A file of assumptions.
  package var behaviour: String?
}
