package import Access

/// Changes in an order that breaks no rule on any prefix, found by trying them on a simulated state.
///
/// A batch goes whole as soon as every change of it may be made; when no batch can go whole, the first that can go in
/// part does; when none can, two removals wait for each other's additions and one of them goes first. What is left over
/// then waits for something that is not part of the run.
package struct Schedule {
  /// The changes that can be made, in their order.
  package private(set) var ordered: [Change] = []
  /// Changes that can never be made in this run, each with what stands against it.
  private(set) var leftOver: [(change: Change, objection: SafeOrder.Objection)] = []

  /// What the ordered changes lead to.
  private(set) var state: Holdings

  private let rules: SafeOrder
  /// A slice, so that taking the first leaves the others where they are.
  private var waiting: ArraySlice<Batch>

  package init(_ changes: [Change], from before: Holdings, rules: SafeOrder) {
    self.rules = rules
    let changes = changes.map(Schedule.untied)
    state = before
    waiting = Batch.batches(of: changes) { before.groups[$0]?.members.isEmpty ?? true }[...]
    runToItsEnd()
    for change in waiting.flatMap(\.changes) {
      if let objection = rules.objection(to: change, in: state) { leftOver.append((change, objection)) }
    }
  }

  /// Whether a removal goes first is found anew each time; a renewed invite is cancelled first by its nature.
  private static func untied(_ change: Change) -> Change {
    var change = change
    if change.cause != .reinvite { change.precedesReplacement = false }
    return change
  }

  /// Makes the first batch that can go whole, so that what had to wait goes as soon as it may and not after all else.
  private mutating func passWhole() -> Bool {
    for index in waiting.indices {
      guard make(waiting[index].changes) else { continue }
      if index == waiting.startIndex { waiting.removeFirst() } else { waiting.remove(at: index) }
      return true
    }
    return false
  }

  /// Makes what can be made of the first batch of which something can, grants and revocations of one `PUT` excepted.
  private mutating func passPart() -> Bool {
    for index in waiting.indices where !waiting[index].isPut {
      let ready = possible(waiting[index].changes)
      guard !ready.isEmpty, make(ready) else { continue }
      waiting[index].changes.removeAll { ready.contains($0) }
      waiting.removeAll { $0.changes.isEmpty }
      return true
    }
    return false
  }

  /// Which of the changes may be made, one after the other.
  private mutating func possible(_ changes: [Change]) -> [Change] {
    var (made, possible) = ([Holdings.Step](), [Change]())
    for change in changes where rules.objection(to: change, in: state) == nil {
      made += state.apply(change.action)
      possible.append(change)
    }
    state.takeBack(made)
    return possible
  }

  /// Divides the first `PUT` of which only a part may go now: its additions where they may, else what may be revoked.
  private mutating func passSplit() -> Bool {
    for index in waiting.indices where waiting[index].isPut {
      let additions = possible(waiting[index].changes.filter { !$0.kind.isRemoval })
      // Where not all can go because a list would be left empty, what is left must not be the strongest role.
      let removals = waiting[index].changes.filter(\.kind.isRemoval)
      let part =
        additions.isEmpty
        ? possible(removals.filter(rules.takesOwnerRole) + removals.filter { !rules.takesOwnerRole($0) })
        : additions
      guard !part.isEmpty, make(part) else { continue }
      waiting[index].changes.removeAll { part.contains($0) }
      waiting.removeAll { $0.changes.isEmpty }
      return true
    }
    return false
  }

  /// Lets the first removal go that waits for an addition which in turn waits for it: a true cycle, in which somebody is
  /// briefly without. Tried to its end first, and kept only if nobody is without then; an addition that can never be
  /// made in this run makes no cycle, and what waits for it is held.
  private mutating func breakTie() -> Bool {
    guard waiting.contains(where: { $0.changes.contains { !$0.kind.isRemoval } }) else { return false }
    for index in waiting.indices {
      for (place, change) in waiting[index].changes.enumerated() {
        guard case .takes? = rules.objection(to: change, in: state) else { continue }
        var trial = self
        trial.waiting[index].changes[place].precedesReplacement = true
        guard rules.objection(to: trial.waiting[index].changes[place], in: state) == nil else { continue }
        trial.runToItsEnd()
        guard rules.loses(from: state, to: trial.state) == nil else { continue }
        self = trial
        return true
      }
    }
    return false
  }

  private mutating func runToItsEnd() {
    while !waiting.isEmpty, passWhole() || passPart() || passSplit() || breakTie() {}
  }

  /// Makes the changes in their order; nothing when one of them may not be made.
  ///
  /// In place, and taken back where it fails: a copy for each batch would cost as much as the workspace is large.
  private mutating func make(_ changes: [Change]) -> Bool {
    var made: [Holdings.Step] = []
    for change in changes {
      guard rules.objection(to: change, in: state) == nil else {
        state.takeBack(made)
        return false
      }
      made += state.apply(change.action)
    }
    ordered += changes
    return true
  }
}

extension Batch {
  /// Whether a `PUT` carries it.
  var isPut: Bool { key.rank == Change.Kind.revoke.rank }
}
