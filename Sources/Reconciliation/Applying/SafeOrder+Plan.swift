import Access
import Planning

extension SafeOrder {
  /// The rules of a plan while it is carried out: from the state before to the one that all its changes lead to.
  init(of plan: Plan, before: ActualState) {
    let holdings = Holdings(before)
    self.init(
      before: holdings, goal: holdings.applying(plan.changes.map(\.action)), guarding: plan.guarding,
      overridden: plan.options.overrides.map(\.name), actual: before)
  }
}
