/// Everything a Segment workspace knows that bears on access: the sandbox's single truth.
///
/// A value: a request that fails half-way leaves the world as it was, and a past state can be kept for reads that lag.
package struct World: Sendable {
  /// The one workspace that tokens belong to.
  package var workspace: Workspace
  /// What `GET /roles` lists, unless the behaviour leaves some out.
  package var roles: [Role] = []
  /// Members by id.
  package internal(set) var people = Roster<Person>()
  /// Pending invites by folded e-mail.
  package internal(set) var invites = Roster<Invite>()
  /// Groups by id.
  package internal(set) var groups = Roster<Group>()
  /// What `GET /sources` and its like list.
  package var resources: [Resource] = []
  /// What `GET /labels` lists.
  package var labels: [Label] = []
  /// The audit trail, oldest first.
  package internal(set) var auditEvents: [AuditEvent] = []
  /// What the snapshot says the workspace's plan does not include, in the snapshot's words (`groups`, `spaces` ...).
  package var notOnThisPlan: [String] = []
  /// Whether the snapshot the world was made from was a complete read; written back as it was.
  package var isComplete = true

  /// Members of the snapshot that the sandbox makes nothing of; written back as they were.
  var otherMembers: [String: JSON] = [:]
  /// Folded e-mail to user id.
  var idsByEmail: [String: String] = [:]
  /// Resources that no list shows although somebody's permission names them.
  var unlistedResources: Set<ResourceKey> = []
  /// How many ids were handed out; the next one depends on it.
  var idsIssued = 0

  package init(workspace: Workspace) { self.workspace = workspace }
}

extension World {
  /// The workspace itself, as `GET /` shows it.
  package struct Workspace: Hashable, Sendable {
    package var id: String
    package var slug: String
    package var name: String

    package init(id: String, slug: String, name: String) {
      self.id = id
      self.slug = slug
      self.name = name
    }
  }

  /// A built-in role. Nothing in it says on what it may be given.
  package struct Role: Hashable, Sendable {
    package var id: String
    package var name: String
    package var description: String

    package init(id: String, name: String, description: String = "") {
      self.id = id
      self.name = name
      self.description = description
    }
  }

  /// A member: somebody with an account in the workspace.
  package struct Person: Hashable, Sendable {
    package let id: String
    package var name: String
    package internal(set) var email: String
    package var permissions: [Permission] = []
  }

  /// Somebody asked to join. What they will be given shows in no answer of the API.
  package struct Invite: Hashable, Sendable {
    package let email: String
    package var permissions: [Permission] = []
  }

  /// A user group: members and pending invites, and what they hold through it.
  package struct Group: Hashable, Sendable {
    package let id: String
    package var name: String
    package var permissions: [Permission] = []
    /// User ids, in the order they joined.
    package internal(set) var members: [String] = []
    /// Folded e-mails of pending invites, in the order they joined.
    package internal(set) var invites: [String] = []
  }

  /// One line of the audit trail.
  package struct AuditEvent: Hashable, Sendable {
    package let id: String
    /// Since 1970.
    package let time: Duration
    package let type: String
    package let actor: String
    package let resourceID: String
    package let resourceType: String
    package let resourceName: String
  }
}
