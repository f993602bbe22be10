extension Holdings {
  /// What the workspace looks like once the change is done.
  ///
  /// - Returns: what takes it back, to be made in the opposite order.
  @discardableResult
  package mutating func apply(_ action: Change.Action) -> [Step] { steps(of: action).map { make($0) } }

  package func applying(_ actions: some Sequence<Change.Action>) -> Holdings {
    actions.reduce(into: self) { $0.apply($1) }
  }

  /// Undoes what ``apply(_:)`` did, given all that it returned since, in order.
  package mutating func takeBack(_ steps: [Step]) {
    for step in steps.reversed() { make(step) }
  }
}
