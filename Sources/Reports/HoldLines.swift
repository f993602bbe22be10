import Access

/// Holds, gathered under why they are held. What `manage` leaves alone is counted and not listed: in a workspace that
/// adopts accord those are hundreds, and none of them is a difference.
struct HoldLines {
  private let wording: Wording
  private let holds: [Hold]

  init(_ plan: Plan) {
    wording = Wording(plan)
    holds = plan.holds
  }

  /// Those that keep a difference from being made.
  var differences: [Hold] { holds.filter { $0.why != .undeclared } }

  /// Those of ``differences`` that no guardrail refuses.
  var otherDifferences: [Hold] { differences.filter { $0.why != .refused } }

  /// Ends that a guardrail keeps a run of `--expired-only` from making.
  private var refused: [Hold] { holds.filter { $0.why == .refused } }

  var refusedTitle: Line { "Has ended and stays, refused by guardrails (\(refused.count))" }
  var refusedLines: [Line] { lines(gathered(refused)) }
  var refusedEntries: [Document.Entry] { entries(gathered(refused)) }

  var lines: [Line] { lines(gathered(otherDifferences)) }

  private func lines(_ gathered: [(cause: Line, holds: [Hold])]) -> [Line] {
    gathered.flatMap { cause, held -> [Line] in
      let head: Line = "> \(cause)"
      return [head.styled(.caution)] + held.map { hold in "    \(wording.prevented(by: hold))\(place(of: hold))" }
    }
  }

  /// An entry for each cause, with what it keeps from happening.
  var entries: [Document.Entry] { entries(gathered(otherDifferences)) }

  private func entries(_ gathered: [(cause: Line, holds: [Hold])]) -> [Document.Entry] {
    gathered.map { cause, held in
      Document.Entry(
        head: "\(cause):",
        items: held.map { hold in
          Document.Item(line: wording.prevented(by: hold), note: hold.at.map { "\($0)" } ?? "", sign: ">")
        })
    }
  }

  /// What ``undeclared`` counts, one entry each.
  var undeclaredEntries: [Document.Entry] {
    holds.filter { $0.why == .undeclared }.map { Document.Entry(head: wording.leftAlone(by: $0)) }
  }

  private func gathered(_ chosen: [Hold]) -> [(cause: Line, holds: [Hold])] {
    var order: [Cause] = []
    var gathered: [Cause: [Hold]] = [:]
    for hold in chosen {
      let cause = Cause(why: hold.why, detail: hold.detail)
      if gathered[cause] == nil { order.append(cause) }
      gathered[cause, default: []].append(hold)
    }
    return order.map { ($0.line, gathered[$0] ?? []) }
  }

  /// `24 people and 2 groups that no file declares are left alone.`; nil when there are none.
  var undeclared: Line? { undeclared(namedBy: "--format json names them") }

  func undeclared(namedBy way: Line) -> Line? {
    let left = holds.filter { $0.why == .undeclared }
    guard !left.isEmpty else { return nil }
    var (accounts, found) = (Set<Email>(), Set<GroupIdentity>())
    var (roles, memberships) = (0, 0)
    for hold in left {
      switch hold.item {
      case .account(let person): accounts.insert(person.email)
      case .invite(let email): accounts.insert(email)
      case .group(let group): found.insert(group.key)
      case .grant, .roles: roles += 1
      case .membership: memberships += 1
      }
    }
    let (people, groups) = (accounts.count, found.count)
    let counts = [
      (people, "person", "people"), (groups, "group", "groups"), (roles, "role", "roles"),
      (memberships, "membership", "memberships"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { counted($0.0, $0.1, $0.2) }
    let verb = parts.count == 1 && parts[0].hasPrefix("1 ") ? "is" : "are"
    return "\(listed(parts)) that no file declares \(verb) left alone; \(way)."
  }

  private struct Cause: Hashable {
    let why: Hold.Why
    let detail: String

    /// The word alone stands only where there is no detail.
    var line: Line {
      if detail.isEmpty { return "\(why.phrase)" }
      return why.isSaidByDetail ? "\(detail)" : "\(why.phrase): \(detail)"
    }
  }

  private func place(of hold: Hold) -> Line { hold.at.map { "  \($0)" } ?? "" }
}

extension Hold.Why {
  fileprivate var phrase: String {
    switch self {
    case .protected: "protected"
    case .unmanaged: "unmanaged"
    case .invitePending: "invite pending"
    case .ignored: "ignored"
    case .incompleteRead: "not read whole"
    case .notUnderstood: "not understood"
    case .ambiguous: "ambiguous"
    case .addressChanges: "address changes in Segment"
    case .addressChanged: "address changed by hand"
    case .renamedByHand: "renamed by hand"
    case .probablyRenamed: "probably renamed"
    case .noBaseGrant: "no base grant"
    case .undeclared: "not declared"
    case .outsideSelection: "outside the selection"
    case .noRemovals: "--no-removals"
    case .refused: "refused by a guardrail"
    case .clockDiffers: "the clocks differ"
    case .waits: "waits for what is held"
    }
  }
}

extension Hold.Why {
  /// Whether the detail names what holds a change back: the rule, the key of the policy, the flag.
  fileprivate var isSaidByDetail: Bool {
    switch self {
    case .protected, .unmanaged, .ignored, .undeclared, .noRemovals, .refused: true
    case .addressChanged, .renamedByHand, .probablyRenamed, .invitePending, .incompleteRead, .notUnderstood, .ambiguous,
      .addressChanges, .noBaseGrant, .outsideSelection,
      .clockDiffers, .waits:
      false
    }
  }
}
