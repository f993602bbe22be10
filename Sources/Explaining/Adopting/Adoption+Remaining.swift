package import Access
package import Planning

/// Plans an edited policy again: how many changes it would still have where something was picked.
///
/// A subject that the policy let go, and the workspace does not have, is nobody a plan could be narrowed to.
package func planAgain(
  _ desired: DesiredState, _ actual: ActualState, at now: Moment, picking: [PlanOptions.Selection],
  baseline: Baseline? = nil
) -> (planned: Planned, changes: [Change]) {
  let people = Set(desired.people.flatMap { [$0.email] + $0.previously } + actual.people.map(\.email) + actual.invites)
  let groups = Set(desired.groups.map(\.name) + desired.deletedGroups.map(\.name) + actual.groups.map(\.name))
  let known = picking.filter { selection in
    switch selection {
    case .person(let email): people.contains(email)
    case .group(let name): groups.contains(name)
    }
  }
  let planned = makePlan(desired, actual, at: now, options: PlanOptions(only: known), baseline: baseline)
  return (planned, known.isEmpty && !picking.isEmpty ? [] : planned.plan?.changes ?? [])
}
