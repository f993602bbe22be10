extension SandboxBehaviour {
  /// What becomes of an address in a member list that is neither a member nor invited.
  package enum StrangerRule: String, Hashable, Sendable, CaseIterable {
    /// 404, nothing changed.
    case notFound
    /// 422, nothing changed.
    case invalid
    /// The stranger is invited, silently, and the invite joins the group.
    case invited
  }

  /// What becomes of an empty permission list.
  package enum EmptyListRule: String, Hashable, Sendable, CaseIterable {
    /// 422 `must contain at least 1 items`.
    case refused
    /// Accepted; Minimal Workspace Access remains or appears.
    case leavesBaseGrant
    /// Accepted; nothing remains.
    case leavesNothing
  }

  /// What becomes of several entries of one role.
  package enum MergeRule: String, Hashable, Sendable, CaseIterable {
    /// One entry a role with the union of its resources; label sets kept apart.
    case mergeByRole
    /// Entries stay as they were sent, repeats included.
    case asSent
  }

  /// What a group holds when it is new.
  package enum NewGroupRule: String, Hashable, Sendable, CaseIterable { case baseGrant, nothing }

  /// What becomes of Minimal Workspace Access when a replacing list does not name it.
  package enum BaseGrantRule: String, Hashable, Sendable, CaseIterable {
    case removedAsAsked
    /// The server puts it back; the answer shows it.
    case putBack
  }

  /// Whether two groups may have one name.
  package enum DuplicateRule: String, Hashable, Sendable, CaseIterable {
    case allowed
    /// 409.
    case conflict
  }

  /// What an invite for somebody pending or already a member is answered.
  package enum ReinviteRule: String, Hashable, Sendable, CaseIterable {
    /// 400 "One or more email address was already invited to join workspace.", nobody invited.
    case badRequest
    /// 409, nobody invited.
    case conflict
    /// 201: what was pending is replaced, members are left alone.
    case accepted
  }

  /// What deleting something that is not there is answered.
  package enum UnknownDeletionRule: String, Hashable, Sendable, CaseIterable {
    /// 404, and the known ones of a mixed list stay too.
    case notFoundNothingRemoved
    /// 200: the known ones go.
    case ignored
  }

  /// What a write that leaves nobody as owner is answered.
  package enum LastOwnerRule: String, Hashable, Sendable, CaseIterable {
    case badRequest
    /// 409.
    case conflict
    case allowed
  }

  /// What case means in an address.
  package enum EmailCaseRule: String, Hashable, Sendable, CaseIterable {
    /// Compared without case, new addresses stored in lower case.
    case foldedStoredLowercase
    /// Compared without case, stored as sent.
    case foldedStoredAsSent
  }

  /// What a permission that names something unknown is answered.
  package enum UnknownReferenceRule: String, Hashable, Sendable, CaseIterable {
    /// 404.
    case notFound
    /// 422.
    case invalid
  }

  /// What a role on something it is not for is answered.
  package enum PairingRule: String, Hashable, Sendable, CaseIterable { case badRequest, accepted }

  /// The order of lists.
  package enum ListOrder: Hashable, Sendable {
    case creation
    case reversed
    /// Arbitrary, but the same for the same seed on every page.
    case shuffled(seed: UInt64)
  }

  /// The status for a valid token that may not do this: 401 or 403.
  package enum RightsRule: String, Hashable, Sendable, CaseIterable { case unauthorized, forbidden }

  /// Which forms of array a query may have.
  package enum QueryArrayRule: String, Hashable, Sendable, CaseIterable { case strict, lenient }

  /// How audit events write their time.
  package enum AuditTimeRule: String, Hashable, Sendable, CaseIterable {
    /// `2026-11-21T08:00:00Z`: the schema says ISO 8601.
    case iso8601
    /// `2026-11-21 08:00:00+00:00`, as in an answer recorded in 2022.
    case spaced
  }

  /// What an audit event calls its subject; Segment documents no values.
  package enum AuditSubjectRule: String, Hashable, Sendable, CaseIterable {
    /// The id in `resourceId`, the address or the name in `resourceName`.
    case idAndName
    /// The id alone; `resourceName` is empty.
    case idOnly
    /// The address or the name, in both.
    case nameOnly
    /// An id that no person and no group has, such as that of a policy.
    case ofPolicy
  }

  /// Where a warehouse has its name.
  package enum WarehouseNameRule: String, Hashable, Sendable, CaseIterable {
    /// Among its settings, as in version 1 of the media type.
    case inSettings
    /// At the top, as in the version 2 that is being made.
    case atTop
  }

  /// Who counts as a member of a group.
  package enum MemberCountRule: String, Hashable, Sendable, CaseIterable { case usersAndInvites, usersOnly }

  /// Where a permission shows its labels.
  package enum LabelPlace: String, Hashable, Sendable, CaseIterable {
    /// `"labels"` on each resource, `[]` where there are none; none on the permission.
    case onResources
    /// On the permission alone. A permission whose resources differ in labels shows as several.
    case onPermission
    case onBoth
  }

  /// When a list says how long it is.
  package enum TotalEntriesRule: String, Hashable, Sendable, CaseIterable {
    /// Where a recorded answer shows it: not for groups, roles, functions, spaces and audit events.
    case asDocumented
    case always
    case never
  }

  /// How a page says that there is no cursor.
  package enum AbsentCursor: String, Hashable, Sendable, CaseIterable {
    case omitted
    case null
    /// `""`.
    case empty
  }

  /// How far reads stay behind writes.
  package enum ReadLag: Hashable, Sendable {
    case none
    /// A write shows in reads once that many further requests were answered.
    case requests(Int)
    /// A write shows in reads once that time has passed.
    case time(Duration)
  }

  /// What the workspace pays for.
  package enum Tier: String, Hashable, Sendable, CaseIterable {
    case business
    /// Only Workspace Owner, Source Admin and the base grant can be given.
    case team
  }

  /// What a token was given when it was made.
  package enum TokenAccess: String, Hashable, Sendable, CaseIterable {
    case owner
    /// Sees the workspace and nothing in it.
    case member
  }

  /// Where a workspace or a token lives.
  package enum Region: String, Hashable, Sendable, CaseIterable {
    case us, eu

    var host: String { self == .us ? "api.segmentapis.com" : "eu1.api.segmentapis.com" }
  }

  /// What a plan may lack; the raw value is the word in a snapshot's `notOnThisPlan`.
  package enum Feature: String, Hashable, Sendable, CaseIterable {
    case groups, sources, warehouses, functions, spaces, labels
    case auditTrail = "audit"

    /// As Segment's messages call it; only the first is known from a real answer.
    var title: String {
      switch self {
      case .groups: "User Groups"
      case .sources: "Sources"
      case .warehouses: "Warehouses"
      case .functions: "Functions"
      case .spaces: "Spaces"
      case .labels: "Labels"
      case .auditTrail: "Audit Trail"
      }
    }
  }
}
