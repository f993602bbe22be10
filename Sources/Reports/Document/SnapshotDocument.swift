package import Access

/// What a snapshot holds, and what could not be read: said beside the file, which is for machines.
extension ActualState: Documented {
  package var document: Document {
    let figures = [
      counted(people.count, "person", "people"), counted(invites.count, "pending invite"),
      counted(groups.count, "group"), counted(roles.count, "role"), counted(resources.count, "resource"),
    ]
    let absent = notOnThisPlan.sorted().map(\.rawValue)
    return Document(
      title:
        "\(name: workspace.slug) (\(name: workspace.name)), read \(readAt.description): \(listed(figures))",
      facts: (absent.isEmpty ? [] : ["Not on this workspace's plan: \(listed(absent))"])
        + [takenOver?.fact].compactMap(\.self),
      sections: [.missing(incomplete)])
  }
}
