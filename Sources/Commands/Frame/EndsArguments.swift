package import Serving

/// What a service that ends what has ended needs to know.
package struct EndsArguments: Hashable, Sendable {
  /// The longest time between two looks at the policy.
  package var every: Duration
  /// Where `/healthz` and `/metrics` are; nil for nowhere.
  package var listen: ListenAddress?
}

extension ParsedArguments {
  /// Whatever is about one run is not for one that goes on: nobody would look at what it overwrites or overrides.
  var ends: EndsArguments? {
    get throws {
      guard let every = try span(.endsEvery) else {
        if has(.endsListen) { throw UsageError.alone(Flag.endsListen.name, without: Flag.endsEvery.name) }
        return nil
      }
      guard has(.expiredOnly) else { throw UsageError.everyWithoutExpiredOnly }
      let single: [Flag] = [.reviewed, .undoOut, .record, .report, .reinvite, .override, .judgingPolicy]
      if let flag = single.first(where: has) { throw UsageError.contradiction(Flag.endsEvery.name, flag.name) }
      let format: ReportFormat = word(.applyFormat) ?? .text
      switch format {
      case .text, .json: break
      case .markdown, .html: throw UsageError.contradiction(Flag.endsEvery.name, "--format \(format.rawValue)")
      }
      return EndsArguments(every: every, listen: try address(.endsListen))
    }
  }

  /// An address to serve at.
  func address(_ flag: Flag) throws -> ListenAddress? {
    guard let text = value(flag) else { return nil }
    guard let address = ListenAddress(text) else {
      let usual = ListenAddress.metrics
      let meant = ListenAddress.completed(text, port: usual.port) ?? usual
      throw UsageError.badValue(flag.name, text, expected: "an address and a port, such as \(meant)")
    }
    return address
  }
}
