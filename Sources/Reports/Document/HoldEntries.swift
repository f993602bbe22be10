import Access
import Explaining

/// Holds, gathered under why they are held. What `manage` leaves alone is no difference and stands apart, in
/// ``LeftAloneEntries``.
struct HoldEntries {
  private let wording: Wording
  private let holds: [Hold]
  /// What the base of a plan has too; it stands before what is held back.
  private let older: UnresolvedEntries

  init(_ plan: Plan) {
    wording = Wording(plan)
    holds = plan.holds
    older = UnresolvedEntries(plan.unresolved.filter { $0.mark == .alreadyPending })
  }

  /// How many differences are held back, entries that lead to nothing among them.
  var count: Int { differences.count + older.count }

  /// Those that keep a difference from being made.
  var differences: [Hold] { holds.filter { $0.why != .undeclared && $0.why != .strayInvite } }

  /// Members who also have a pending invite: before anything is given, because nobody knows what that gives.
  var strays: Document.Section {
    let strays = holds.filter { $0.why == .strayInvite }
    return Document.Section(
      anchor: "stray-invites", title: "\(Finding.Class.strayInvite.title) (\(strays.count))", short: "Stray invites",
      style: .caution,
      entries: strays.map { hold in
        let email = hold.item.person?.written ?? ""
        let item = Document.Item(
          line: "\(hold.detail)", places: [hold.at].compactMap(\.self), style: .caution, sign: "?",
          particulars: ["to cancel it: \("`accord apply --cancel-invite \(email)`")"])
        return Document.Entry(head: "\(name: email)", items: [item])
      })
  }

  /// How many of them no guardrail refuses.
  var others: Int { otherDifferences.count + older.count }

  /// Those of ``differences`` that no guardrail refuses.
  var otherDifferences: [Hold] { differences.filter { $0.why != .refused } }

  /// Ends that a guardrail keeps a run of `--expired-only` from making.
  var refused: [Hold] { holds.filter { $0.why == .refused } }

  /// What the base has too, then an entry for each cause, with what it keeps from happening.
  var entries: [Document.Entry] { older.listed + entries(otherDifferences) }

  /// An entry for each cause, with what it keeps from happening.
  func entries(_ holds: [Hold]) -> [Document.Entry] {
    gathered(holds).map { cause, held in
      Document.Entry(
        head: cause,
        items: held.map { Document.Item(line: wording.prevented(by: $0), places: [$0.at].compactMap(\.self)) },
        style: .caution, sign: ">")
    }
  }

  private func gathered(_ holds: [Hold]) -> [(cause: Line, holds: [Hold])] {
    var order: [Cause] = []
    var gathered: [Cause: [Hold]] = [:]
    for hold in holds {
      let cause = Cause(why: hold.why, detail: hold.detail)
      if gathered[cause] == nil { order.append(cause) }
      gathered[cause, default: []].append(hold)
    }
    return order.map { ($0.line, gathered[$0] ?? []) }
  }

  struct Cause: Hashable {
    let why: Hold.Why
    let detail: String

    /// The word alone stands only where there is no detail.
    var line: Line {
      if detail.isEmpty { return "\(why.phrase)" }
      return why.isSaidByDetail ? "\(detail)" : "\(why.phrase): \(detail)"
    }
  }
}

extension Hold.Why {
  fileprivate var phrase: String {
    switch self {
    case .protected: "protected"
    case .unmanaged: "unmanaged"
    case .invitePending: "invite pending"
    case .awaitsAcceptance: "waits for acceptance"
    case .strayInvite: "a member has a pending invite"
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
    case .unresolved: "an entry leads to nothing"
    }
  }
}

extension Hold.Why {
  /// Whether the detail names what holds a change back: the rule, the key of the policy, the flag.
  fileprivate var isSaidByDetail: Bool {
    switch self {
    case .protected, .unmanaged, .ignored, .undeclared, .noRemovals, .refused, .awaitsAcceptance, .unresolved: true
    case .addressChanged, .renamedByHand, .probablyRenamed, .invitePending, .strayInvite,
      .incompleteRead, .notUnderstood, .ambiguous, .addressChanges,
      .noBaseGrant, .outsideSelection,
      .clockDiffers, .waits:
      false
    }
  }
}
