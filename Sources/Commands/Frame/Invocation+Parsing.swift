import Access
import AccessJSON
import SegmentSandbox

extension ValidateArguments {
  init(_ parsed: ParsedArguments) {
    policy = parsed.operand ?? policy
    snapshot = parsed.value(.checkedSnapshot)
    format = parsed.word(.problemFormat) ?? format
  }
}

extension PlanArguments {
  init(_ parsed: ParsedArguments) throws {
    policy = parsed.operand ?? policy
    source = try parsed.source
    options = try parsed.options
    out = parsed.value(.planOut)
    detailedExitcode = parsed.has(.detailedExitcode)
    base = parsed.value(.base)
    maxAge = try parsed.maxAge
    since = try parsed.since
    baseline = parsed.value(.identities)
    output = ReportOutput(parsed, .planFormat)
  }
}

extension ShowArguments {
  init(_ parsed: ParsedArguments) throws {
    plan = try parsed.requiredOperand
    output = ReportOutput(parsed, .planFormat)
  }
}

extension ApplyArguments {
  init(_ parsed: ParsedArguments) throws {
    target = parsed.operand ?? target
    source = try parsed.source
    options = try parsed.options
    assumesYes = parsed.has(.yes)
    journal = parsed.value(.journal)
    undoOut = parsed.value(.undoOut)
    output = ReportOutput(parsed, .applyFormat)
    record = parsed.value(.record)
    baseline = parsed.value(.identities)
    policy = parsed.value(.judgingPolicy)
    reviewed = parsed.values(.reviewed)
    service = try parsed.ends
    notify = try parsed.notify
  }
}

extension SnapshotArguments {
  init(_ parsed: ParsedArguments) throws {
    source = try parsed.source
    region = parsed.word(.region) ?? region
    since = try parsed.since
    out = parsed.value(.snapshotOut)
  }
}

extension ImportArguments {
  init(_ parsed: ParsedArguments) throws {
    out = parsed.value(.importOut) ?? out
    source = try parsed.source
    region = parsed.word(.region) ?? region
    scim = parsed.values(.scim).map { Glob($0) }
    idp = parsed.has(.idp)
    factors = parsed.has(.factor)
    gitSync = parsed.value(.gitSync)
    update = parsed.value(.update)
    pick = try parsed.selections(.pick)
    baseline = parsed.value(.identities)
    guard update != nil else {
      for flag in [Flag.pick, .identities] where parsed.has(flag) {
        throw UsageError.alone(flag.name, without: Flag.update.name)
      }
      return
    }
    for flag in [Flag.importOut, .factor, .idp, .scim, .gitSync, .region] where parsed.has(flag) {
      throw UsageError.contradiction(Flag.update.name, flag.name)
    }
  }
}

extension SandboxArguments {
  init(_ parsed: ParsedArguments) throws {
    snapshot = try parsed.requiredOperand
    port = parsed.value(.port).flatMap { Int($0) } ?? port
    saves = parsed.has(.save)
    faults = parsed.values(.fault)
    var behaviour = SandboxBehaviour()
    for text in parsed.values(.assume) {
      do { try behaviour.assume(text) } catch { throw UsageError.noAssumption(text, error.withNearestName) }
    }
    assumptions = parsed.values(.assume)
    self.behaviour = parsed.value(.behaviour)
  }
}

extension ParsedArguments {
  var requiredOperand: String {
    get throws {
      guard let operand else { throw UsageError.missingOperand("an argument", of: command.name) }
      return operand
    }
  }

  var source: ActualSource {
    get throws {
      let (snapshot, sandbox) = (value(.snapshot), value(.sandbox))
      let (url, token) = (value(.apiURL), value(.tokenFile))
      if snapshot != nil, sandbox != nil { throw UsageError.contradiction("--snapshot", "--sandbox") }
      for local in [snapshot.map { _ in "--snapshot" }, sandbox.map { _ in "--sandbox" }].compactMap(\.self) {
        if url != nil { throw UsageError.contradiction(local, "--api-url") }
        if token != nil { throw UsageError.contradiction(local, "--token-file") }
      }
      if let snapshot { return .snapshot(snapshot) }
      if let sandbox { return .sandbox(sandbox) }
      return .segment(apiURL: url, tokenFile: token)
    }
  }

  fileprivate var options: PlanOptions {
    get throws {
      if has(.noRemovals), has(.expiredOnly) { throw UsageError.contradiction("--no-removals", "--expired-only") }
      for flag in [Flag.noRemovals, .expiredOnly] where has(flag) && has(.cancelInvite) {
        throw UsageError.contradiction(flag.name, Flag.cancelInvite.name)
      }
      return PlanOptions(
        only: try selections(.only), noRemovals: has(.noRemovals), expiredOnly: has(.expiredOnly),
        reinvite: try values(.reinvite).map { try Self.address($0, .reinvite) },
        cancelInvites: try values(.cancelInvite).map { try Self.address($0, .cancelInvite) }, overrides: try overrides)
    }
  }

  fileprivate func selections(_ flag: Flag) throws -> [PlanOptions.Selection] {
    try values(flag).map { text in
      guard let selection = PlanOptions.Selection(text) else {
        throw UsageError.badValue(flag.name, text, expected: "group/NAME or person/EMAIL")
      }
      if case .person(let email) = selection { try Self.check(email, flag.name) }
      return selection
    }
  }

  private static func address(_ text: String, _ flag: Flag) throws -> Email {
    let email = Email(text)
    try check(email, flag.name)
    return email
  }

  /// Segment may know addresses that no policy could hold; what is the form of something else is none.
  static func check(_ email: Email, _ flag: String) throws {
    let text = email.written
    let isOther = !Email.isAddress(text) && Email.address(in: text) != nil
    if email.domain.isEmpty || isOther { throw UsageError.noAddress(flag, text) }
  }

  private var overrides: [PlanOptions.Override] {
    get throws {
      var overrides: [PlanOptions.Override] = []
      var open: String?
      for occurrence in occurrences {
        guard let value = occurrence.value else { continue }
        if occurrence.flag == .override {
          if let open { throw UsageError.overrideWithoutReason(open) }
          if overrides.contains(where: { $0.name == value }) { throw UsageError.repeated("--override \(value)") }
          open = value
        } else if occurrence.flag == .reason {
          guard let name = open else { throw UsageError.reasonWithoutOverride(value) }
          guard value.saysSomething else { throw UsageError.emptyReason(value) }
          overrides.append(PlanOptions.Override(name: name, reason: value))
          open = nil
        }
      }
      if let open { throw UsageError.overrideWithoutReason(open) }
      return overrides
    }
  }
}
