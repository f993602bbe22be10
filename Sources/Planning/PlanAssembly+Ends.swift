import Access

extension PlanAssembly {
  /// Of the ends of a run of `--expired-only` those that no rule refuses, and holds for the others: on a schedule one
  /// end that may not be made must not keep all others from being made.
  ///
  /// In order of time, each is judged with those before it. A rule on how much may go is judged by all of them at once:
  /// one after the other, and again at the next look, it would let any number through.
  func endsThatMayGo(_ changes: [Change], _ links: Links) -> (changes: [Change], holds: [Hold]) {
    let standing = { (some: [Change]) in judge(some, links).filter(\.stands) }
    guard !standing(changes).isEmpty else { return (changes, []) }
    var (ends, holds) = (changes, [Hold]())
    let tooMany = standing(ends).filter { $0.rule == Guardrail.Kind.maximumRemovals.rawValue }
    if !tooMany.isEmpty {
      let limits = GuardrailEvaluation(
        [], before: input.before, guarding: guarding, at: input.clock.now, roles: [], names: input.names)
      holds += ends.filter(limits.counts).map { Hold($0, refusedBy: tooMany) }
      ends.removeAll(where: limits.counts)
    }
    var accepted: [Change] = []
    take(inOrderOfTime(ends)[...], into: &accepted, &holds, standing)
    return (changes.filter(Set(accepted).contains), holds)
  }

  /// Halves what does not go as a whole, so that one end among thousands costs few judgements.
  private func take(
    _ ends: ArraySlice<[Change]>, into accepted: inout [Change], _ holds: inout [Hold],
    _ standing: ([Change]) -> [GuardrailViolation]
  ) {
    guard let first = ends.first else { return }
    let refusals = standing(accepted + ends.flatMap(\.self))
    if refusals.isEmpty {
      accepted += ends.flatMap(\.self)
    } else if ends.count == 1 {
      holds += first.map { Hold($0, refusedBy: refusals) }
    } else {
      let middle = ends.startIndex + ends.count / 2
      take(ends[..<middle], into: &accepted, &holds, standing)
      take(ends[middle...], into: &accepted, &holds, standing)
    }
  }

  /// The changes of each end together, in order of time.
  private func inOrderOfTime(_ changes: [Change]) -> [[Change]] {
    let each = Dictionary(grouping: changes, by: NamedRemoval.init)
    // In the plan's order where they ended at one moment; what does not say when it ended is last.
    let places = Dictionary(changes.enumerated().map { (NamedRemoval($1), $0) }) { first, _ in first }
    let order = each.map { (last: $1[0].end?.until.last.seconds ?? .max, at: places[$0] ?? 0, changes: $1) }
    return order.sorted { ($0.last, $0.at) < ($1.last, $1.at) }.map(\.changes)
  }
}

extension Hold {
  fileprivate init(_ change: Change, refusedBy refusals: [GuardrailViolation]) {
    self.init(change, .refused(refusals))
  }
}
