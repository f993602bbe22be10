import Explaining
package import Serving

/// What `accord drift` was asked for.
package struct DriftArguments: Hashable, Sendable {
  package var policy = "policies"
  package var source = ActualSource.segment(apiURL: nil, tokenFile: nil)
  package var format = DriftFormat.text
  /// Where a report goes; nil for stdout.
  package var file: String?
  /// A record that `apply --record` left.
  package var baseline: String?
  /// How old a snapshot may be; nil for any age.
  package var maxAge: Duration?
  /// Nil to read everything.
  package var since: SinceArguments?
  package var expiringWithinDays = Drift.defaultExpiringDays
  /// Nil for one look.
  package var service: ServiceArguments?
}

/// How drift is printed.
package enum DriftFormat: String, Hashable, Sendable, CaseIterable {
  case text, json, markdown, html
  case ignoreRules = "ignore-rules"
  static var words: [String] { allCases.map(\.rawValue) }

  /// The format that other reports have too; ignore rules are no report.
  var ofReport: ReportFormat? { ReportFormat(rawValue: rawValue) }

  /// Whether a log of these is of use to anybody.
  var mayRepeat: Bool {
    switch self {
    case .text, .json: true
    case .markdown, .html, .ignoreRules: false
    }
  }
}

/// What a service that looks again and again needs to know.
package struct ServiceArguments: Hashable, Sendable {
  package var every: Duration
  package var fullEvery: Duration = SinceArguments.usual
  /// Where `/healthz` and `/metrics` are.
  package var listen = ListenAddress.metrics
  package var notify: NotifyArguments?
}

extension ListenAddress {
  /// Where exporters of metrics usually stand.
  static let metrics = ListenAddress(port: 9464)
}

extension DriftArguments {
  init(_ parsed: ParsedArguments) throws {
    policy = parsed.operand ?? policy
    source = try parsed.source
    maxAge = try parsed.maxAge
    since = try parsed.since
    format = parsed.word(.driftFormat) ?? format
    file = parsed.value(.report)
    if file != nil, format == .ignoreRules { throw UsageError.contradiction("--report", "--format ignore-rules") }
    baseline = parsed.value(.baseline)
    if let days = try parsed.span(.expiring) {
      guard days.components.seconds % 86_400 == 0 else {
        throw UsageError.badValue("--expiring", parsed.value(.expiring) ?? "", expected: "days, such as 14d")
      }
      expiringWithinDays = Int(days.components.seconds / 86_400)
    }
    service = try parsed.service
    guard service != nil else { return }
    if case .snapshot = source { throw UsageError.contradiction("--every", "--snapshot") }
    if file != nil { throw UsageError.contradiction("--every", "--report") }
    if !format.mayRepeat { throw UsageError.contradiction("--every", "--format \(format.rawValue)") }
  }
}

extension ParsedArguments {
  fileprivate var service: ServiceArguments? {
    get throws {
      guard let every = try span(.every) else {
        let dependent = [Flag.notify, .notifyFile, .notifyLink, .told, .listen].first(where: has)
        if let flag = dependent { throw UsageError.alone(flag.name, without: "--every") }
        return nil
      }
      var service = ServiceArguments(every: every)
      service.fullEvery = max(try span(.fullEvery) ?? service.fullEvery, every)
      service.listen = try address(.listen) ?? service.listen
      service.notify = try notify
      return service
    }
  }

  /// What is to be read no more than what changed since.
  var since: SinceArguments? {
    get throws {
      guard let file = value(.since) else {
        if has(.fullEvery), !has(.every) {
          let others = command.flags.contains(.every) ? "--since or --every" : "--since"
          throw UsageError.alone("--full-every", without: others)
        }
        return nil
      }
      for flag in [Flag.snapshot, .every] where has(flag) { throw UsageError.contradiction("--since", flag.name) }
      return SinceArguments(file: file, fullEvery: try span(.fullEvery) ?? SinceArguments.usual)
    }
  }

  /// How old a snapshot may be.
  var maxAge: Duration? {
    get throws {
      guard let age = try span(.maxAge) else { return nil }
      guard has(.snapshot) else { throw UsageError.alone(Flag.maxAge.name, without: Flag.snapshot.name) }
      return age
    }
  }

  /// `90s`, `15m`, `6h`, `14d`; at least a second.
  func span(_ flag: Flag, atMost longest: Int64 = 31_536_000) throws -> Duration? {
    guard let text = value(flag) else { return nil }
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let digits = text.dropLast()
    guard let unit = text.last.flatMap({ units[$0] }), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      digits.utf8.count <= 9, let number = Int64(digits), (1...longest).contains(number * unit)
    else { throw UsageError.badValue(flag.name, text, expected: "a time such as 90s, 15m, 6h or 14d") }
    return .seconds(number * unit)
  }
}
