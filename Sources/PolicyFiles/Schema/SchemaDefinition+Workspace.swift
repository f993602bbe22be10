internal import Access

extension SchemaDefinition {
  static let workspaceSchema =
    Schema.mapping(WorkspaceKey.allCases, required: [.slug]) { key in
      switch key {
      case .slug: .reference(.name).described("The workspace's slug; a token of any other workspace is refused.")
      case .region: .words(DesiredWorkspace.Region.self).described("Where the workspace is; us is the default.")
      case .include:
        .list(of: .text("^[^/]"))
          .described("Directories or files that several workspaces share, relative to this file; not transitive.")
      case .manage: manageSchema
      }
    }.described("The workspace that the policy is for. In one file only.")

  private static let manageSchema =
    Schema.either([
      .words(Manage.Extent.self),
      .mapping(ManageKey.allCases) { key in
        switch key {
        case .people:
          .words(Manage.People.self)
            .described(
              "exact: undeclared members are deprovisioned, undeclared invites cancelled. at-least: left alone and listed. unmanaged: the identity provider owns who is here."
            )
        case .directRoles:
          .words(Manage.Extent.self)
            .described(
              "For people without a roles: key. exact: their direct roles are removed. at-least: kept, and listed.")
        case .groups:
          .words(Manage.Extent.self)
            .described("exact: undeclared groups are deleted. at-least: left alone and listed.")
        }
      },
    ]).described("What happens to what is not written; at-least is the default. One word stands for all three.")
}
