extension SandboxBehaviour {
  package enum StrangerRule: Hashable, Sendable, CaseIterable {
    /// 404, nothing changed.
    case notFound
    /// 422, nothing changed.
    case invalid
    /// The stranger is invited, silently, and the invite joins the group.
    case invited
  }

  package enum EmptyListRule: Hashable, Sendable, CaseIterable {
    /// 422 `must contain at least 1 items`.
    case refused
    /// Accepted; Minimal Workspace Access remains or appears.
    case leavesBaseGrant
    /// Accepted; nothing remains.
    case leavesNothing
  }

  package enum MergeRule: Hashable, Sendable, CaseIterable {
    /// One entry a role with the union of its resources; label sets kept apart.
    case mergeByRole
    /// Entries stay as they were sent, repeats included.
    case asSent
  }

  package enum NewGroupRule: Hashable, Sendable, CaseIterable { case baseGrant, nothing }

  package enum BaseGrantRule: Hashable, Sendable, CaseIterable {
    case removedAsAsked
    /// The server puts it back; the answer shows it.
    case putBack
  }

  package enum DuplicateRule: Hashable, Sendable, CaseIterable {
    case allowed
    /// 409.
    case conflict
  }

  package enum ReinviteRule: Hashable, Sendable, CaseIterable {
    /// 400 "One or more email address was already invited to join workspace.", nobody invited.
    case badRequest
    /// 409, nobody invited.
    case conflict
    /// 201: what was pending is replaced, members are left alone.
    case accepted
  }

  package enum UnknownDeletionRule: Hashable, Sendable, CaseIterable {
    /// 404, and the known ones of a mixed list stay too.
    case notFoundNothingRemoved
    /// 200: the known ones go.
    case ignored
  }

  package enum LastOwnerRule: Hashable, Sendable, CaseIterable {
    case badRequest
    /// 409.
    case conflict
    case allowed
  }

  package enum EmailCaseRule: Hashable, Sendable, CaseIterable {
    /// Compared without case, new addresses stored in lower case.
    case foldedStoredLowercase
    /// Compared without case, stored as sent.
    case foldedStoredAsSent
  }

  package enum UnknownReferenceRule: Hashable, Sendable, CaseIterable {
    /// 404.
    case notFound
    /// 422.
    case invalid
  }

  package enum PairingRule: Hashable, Sendable, CaseIterable { case badRequest, accepted }

  package enum ListOrder: Hashable, Sendable {
    case creation
    case reversed
    /// Arbitrary, but the same for the same seed on every page.
    case shuffled(seed: UInt64)
  }

  package enum RightsRule: Int, Hashable, Sendable, CaseIterable { case unauthorized = 401, forbidden = 403 }

  package enum QueryArrayRule: Hashable, Sendable, CaseIterable { case strict, lenient }

  package enum MemberCountRule: Hashable, Sendable, CaseIterable { case usersAndInvites, usersOnly }

  package enum LabelPlace: Hashable, Sendable, CaseIterable {
    /// `"labels"` on each resource, `[]` where there are none; none on the permission.
    case onResources
    /// On the permission alone. A permission whose resources differ in labels shows as several.
    case onPermission
    case onBoth
  }

  package enum TotalEntriesRule: Hashable, Sendable, CaseIterable {
    /// Where a recorded answer shows it: not for groups, roles, functions, spaces and audit events.
    case asDocumented
    case always
    case never
  }

  package enum AbsentCursor: Hashable, Sendable, CaseIterable {
    case omitted
    case null
    /// `""`.
    case empty
  }

  package enum ReadLag: Hashable, Sendable {
    case none
    /// A write shows in reads once that many further requests were answered.
    case requests(Int)
    /// A write shows in reads once that time has passed.
    case time(Duration)
  }

  package enum Tier: Hashable, Sendable, CaseIterable {
    case business
    /// Only Workspace Owner, Source Admin and the base grant can be given.
    case team
  }

  package enum TokenAccess: Hashable, Sendable, CaseIterable {
    case owner
    /// Sees the workspace and nothing in it.
    case member
  }

  package enum Region: Hashable, Sendable, CaseIterable {
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
