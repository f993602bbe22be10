/// What became of a change.
package enum Outcome: Hashable, Sendable {
  case done
  case failed(String)
  /// The subject was not what the plan read: nothing was sent.
  case moved(String)
  /// The answer was lost and looking did not settle it: it may or may not have happened.
  case unknown(String)
  case skipped(String)

  /// `done`, `failed`, `moved`, `unknown`, `skipped`
  package var word: String {
    switch self {
    case .done: "done"
    case .failed: "failed"
    case .moved: "moved"
    case .unknown: "unknown"
    case .skipped: "skipped"
    }
  }

  /// Why, in words; nil when done.
  package var detail: String? {
    switch self {
    case .done: nil
    case .failed(let text), .moved(let text), .unknown(let text), .skipped(let text): text
    }
  }
}

/// What a run of `apply` did: one outcome for each change of the plan, in its order.
package struct Applied: Hashable, Sendable {
  package var plan: Plan
  package var outcomes: [Outcome]
  /// Whether any write was sent.
  package var wrote: Bool
  /// Why the run ended early; nil where it ran to its end.
  package var stopped: Stop?
  /// Requests sent, reads included, and answers 429 among them.
  package var requests: Int
  /// Those of them that write.
  package var writes: Int
  package var rateLimited: Int
  /// After a run that took ownership from somebody: the Workspace Owners who could be confirmed, where these are fewer
  /// than every step of a run must leave; nil where they are enough.
  package var ownersLeft: [Email]?
  /// Memberships that went with a cancelled invite and were given back.
  package var putBack: [AccessItem]

  package init(
    plan: Plan, outcomes: [Outcome], wrote: Bool = false, stopped: Stop? = nil, requests: Int = 0,
    writes: Int = 0, rateLimited: Int = 0, ownersLeft: [Email]? = nil, putBack: [AccessItem] = []
  ) {
    self.plan = plan
    self.outcomes = outcomes
    self.wrote = wrote
    self.stopped = stopped
    self.requests = requests
    self.writes = writes
    self.rateLimited = rateLimited
    self.ownersLeft = ownersLeft
    self.putBack = putBack
  }

  /// What ends a run before its end.
  package enum Stop: Hashable, Sendable, CustomStringConvertible {
    /// Ctrl-C, or another signal.
    case interrupted
    /// A token that is refused, or a journal that could not be written, in words.
    case trouble(String)

    package var description: String {
      switch self {
      case .interrupted: "interrupted"
      case .trouble(let why): why
      }
    }
  }

  /// Each change with what became of it. A change for which no outcome was recorded was not attempted: it is listed, not
  /// dropped.
  package var results: [(change: Change, outcome: Outcome)] {
    plan.changes.enumerated().map { at, change in
      (change, at < outcomes.count ? outcomes[at] : .skipped("not attempted"))
    }
  }

  /// Whether every change was made; a change without an outcome was not.
  package var allDone: Bool { results.allSatisfy { $0.outcome == .done } }
}
