extension Invocation {
  /// What of it a signal must not cut off: nothing of a command that sends nothing but GET.
  var duty: Signals.Duty {
    switch self {
    case .validate, .plan, .show, .explain, .review, .snapshot, .importPolicy, .schema, .completion, .help, .version:
      .nothing
    case .drift(let arguments): arguments.service == nil ? .nothing : .look
    case .apply, .sandbox: .request
    }
  }
}
