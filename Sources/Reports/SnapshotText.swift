package import Access

/// What a snapshot holds, in a line, and what could not be read: said beside the file, which is for machines.
package func textReport(_ actual: ActualState, style: TextStyle = TextStyle()) -> String {
  let figures = [
    counted(actual.people.count, "person", "people"), counted(actual.invites.count, "pending invite"),
    counted(actual.groups.count, "group"), counted(actual.roles.count, "role"),
    counted(actual.resources.count, "resource"),
  ]
  let workspace = actual.workspace
  let head: Line =
    "\(name: workspace.slug) (\(name: workspace.name)), read \(actual.readAt.description): \(listed(figures))"
  let absent = actual.notOnThisPlan.sorted().map(\.rawValue)
  let plan: [Line] = absent.isEmpty ? [] : ["Not on this workspace's plan: \(listed(absent))"]
  return [TextSection.missing(actual.incomplete)].text(head: [head] + plan, foot: [], style)
}
