internal import Access
internal import PolicyFiles

/// What Segment's Git Sync extension wrote of people and groups: a Terraform resource each, `users/ID.tf` and
/// `user_groups/ID.tf`, ids inside.
struct GitSyncExport {
  struct User {
    let id: UserID
    let email: String
    let permissions: [Permission]
    let at: Place
  }

  struct Group {
    let id: GroupID
    let name: String
    let members: [Located<Member>]
    let permissions: [Permission]
    let at: Place
  }

  enum Member: Hashable {
    case address(String)
    /// `segment_user.id-razwjq.email`
    case user(UserID)
  }

  struct Permission {
    let role: RoleID
    let resources: [Target]
    let at: Place
  }

  struct Target {
    /// `WORKSPACE`, `SOURCE` …
    let type: String
    /// Nil for a reference to the workspace itself.
    let id: String?
    let labels: [Label]
    let at: Place
  }

  var users: [User] = []
  var groups: [Group] = []
}
