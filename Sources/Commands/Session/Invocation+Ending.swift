extension Invocation {
  /// Whether it may end anywhere: it sends nothing but GET and nobody waits for its answers.
  var onlyLooks: Bool {
    switch self {
    case .validate, .plan, .show, .explain, .review, .snapshot, .importPolicy, .schema, .completion, .help, .version:
      true
    case .drift(let arguments): arguments.service == nil
    case .apply, .sandbox: false
    }
  }
}
