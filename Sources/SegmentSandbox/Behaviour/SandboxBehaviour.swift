/// How the sandbox behaves wherever Segment's documents are silent, and what kind of workspace it plays.
///
/// Each assumption A1 to A20 is one property, named after its question; its default is a guess, never a claim about
/// Segment. A client must work with every combination. What a property's type allows is in `SandboxBehaviour+Choices`, and
/// every property is a line of ``BehaviourSwitch/all``, which gives it a name for the command line.
package struct SandboxBehaviour: Hashable, Sendable {
  /// The defaults of every assumption.
  package init() {}

  // Rates

  /// A1: reads a minute for each (token, endpoint); nil switches the limit and its headers off.
  package var readsPerMinute: Int? = 600
  /// Writes a minute for each (token, endpoint): documented for IAM and labels; nil switches the limit off.
  package var writesPerMinute: Int? = 60
  /// Whether the 429 of these limits carries `Retry-After`, which Segment sends only since August 2026.
  package var sendsRetryAfter = true
  /// Requests with one token that may be under way at once; another one is answered 429. Nobody documents it: Segment's
  /// SDKs have a branch that is called so. In process what is under way is what the transport has taken; over a socket
  /// it is what waits for its ``latency``.
  package var concurrency: Int?
  /// The `Retry-After` of those 429, in seconds; nil sends none.
  package var concurrencyRetryAfter: Int? = 1
  /// Requests a second that a proxy before Segment lets through; what is more is answered 429 with a page of HTML.
  package var proxyRequestsPerSecond: Int?
  /// The time before every answer but a refusal by the limits above.
  package var latency: Duration = .zero

  // Writes

  /// A2: an address in a group's member list that is neither a member nor invited.
  package var strangerInGroup = StrangerRule.notFound
  /// A3: `{"permissions": []}` for a group.
  package var emptyGroupPermissions = EmptyListRule.refused
  /// A3: `{"permissions": []}` for a person.
  package var emptyUserPermissions = EmptyListRule.leavesBaseGrant
  /// A4: what becomes of several entries of one role.
  package var permissionMerging = MergeRule.mergeByRole
  /// A5: what a group made through the API holds at first.
  package var newGroupPermissions = NewGroupRule.baseGrant
  /// A6: a `PUT` of permissions without the base grant, for somebody who held it.
  package var baseGrantRemoval = BaseGrantRule.removedAsAsked
  /// A7: a second group of a name that exists.
  package var duplicateGroupNames = DuplicateRule.allowed
  /// A8: an invite for somebody pending or already a member.
  package var reinvite = ReinviteRule.badRequest
  /// A9: deleting an invite, member or group membership that is not there.
  package var unknownDeletion = UnknownDeletionRule.notFoundNothingRemoved
  /// A10: a write that would leave the workspace without an owner.
  package var lastOwner = LastOwnerRule.badRequest
  /// A11: how addresses are compared and stored.
  package var emailCase = EmailCaseRule.foldedStoredLowercase
  /// A12: a permission that names an unknown role, resource or label.
  package var unknownReference = UnknownReferenceRule.notFound
  /// A12: a role on a type of resource, or with labels, that the documents do not allow for it.
  package var illegalPairing = PairingRule.badRequest

  // Answers

  /// A13: the order of every list, permissions and their resources included.
  package var listOrder = ListOrder.creation
  /// A14: the header that carries the request's id; nil sends none.
  package var requestIDHeader: String? = "x-request-id"
  /// A15: what a token without owner rights is answered; Segment's documents know 401 only.
  package var insufficientRights = RightsRule.unauthorized
  /// A16: the forms of array in a query: dotted, bracketed and JSON text always; repeated keys and scalars if lenient.
  /// Lenient, because Segment's own SDKs for Python, Java and C# send nothing else in their DELETE calls.
  package var queryArrays = QueryArrayRule.lenient
  /// Whether the plural `PUT` and `DELETE /groups/{id}/users` are routed beside the singular ones. They are not: one
  /// connector sends them, no document and no SDK of Segment's knows them, and a client that relies on them should see it.
  package var routesPluralMembers = false
  /// A17: whether `GET /users/{id}` mixes in what the person's groups hold.
  package var mixesGroupPermissionsIntoUsers = false
  /// A18: what `memberCount` counts.
  package var memberCount = MemberCountRule.usersAndInvites
  /// A19: the most elements an array of a write may have; nil is no limit.
  package var maximumItems: Int?
  /// A19: the largest body in bytes; beyond it 413.
  package var maximumBody = 1 << 20
  /// A20: whether `GET /roles` leaves out what the tier does not include.
  package var rolesFollowTier = true
  /// Whether cancelling the invite of somebody who is a member takes them out of their groups: no document says what goes
  /// with an invite.
  package var cancelledInviteTakesGroups = false
  /// Whether the items of `GET /users` carry permissions; the recorded example does not.
  package var userListCarriesPermissions = false
  /// Whether the items of `GET /groups` carry permissions; the recorded example does.
  package var groupListCarriesPermissions = true
  /// Where a permission shows its labels; the documents allow both places.
  package var labelPlace = LabelPlace.onResources
  /// Whether labels of permissions show their description.
  package var showsLabelDescriptions = false
  /// How audit events write their time.
  package var auditTime = AuditTimeRule.iso8601
  /// What audit events call their subject.
  package var auditSubject = AuditSubjectRule.idAndName
  /// How long after it happened an event is in the trail; Segment promises nothing.
  package var auditDelay: Duration = .zero
  /// Where a warehouse has its name.
  package var warehouseName = WarehouseNameRule.inSettings
  /// When lists say how many entries there are.
  package var totalEntries = TotalEntriesRule.asDocumented
  /// How the last page says that there is no next one, and the first that there is no previous one.
  package var absentCursor = AbsentCursor.omitted
  /// The largest `count` accepted: 1000, but 200 until March 2024.
  package var largestCount = 1_000
  /// The page size when the request names none: documented as 200.
  package var defaultCount = 200
  /// The most items a page really has, whatever `count` asks for; nil honours `count`.
  package var pageSizeCap: Int?
  /// How far reads stay behind writes.
  package var readLag = ReadLag.none

  // Workspace and token

  /// What the workspace pays for.
  package var tier = Tier.business
  /// Features the plan does not include, beyond those the snapshot names.
  package var featuresNotOnPlan: Set<Feature> = []
  /// Whether the workspace's role list hides Minimal Workspace Access.
  package var lacksBaseGrant = false
  /// The only tokens that are valid; nil accepts every non-empty one. No switch: a token is not for command lines.
  package var validTokens: Set<String>?
  /// What the token was given when it was made.
  package var tokenAccess = TokenAccess.owner
  /// Where the workspace lives. A request whose `Host` is the other region's is answered 401.
  package var region = Region.us
  /// Where the token was made; of another region than the workspace's it is unknown: 401.
  package var tokenRegion = Region.us
  /// Whether an accepted invite goes on being listed, as other readers of the API have seen.
  package var acceptedInvitesStayListed = false
  /// Whether `GET /spaces` needs an alpha media type named in `Accept`. The documents say that a request without any
  /// version gets the most stable one there is, which for spaces is alpha; one that names v1 gets 404 either way.
  package var spacesNeedAlphaAccept = false
}

extension SandboxBehaviour {
  /// Without rate limits: for demonstrations and for tests of something else.
  package static var unlimited: SandboxBehaviour {
    var behaviour = SandboxBehaviour()
    behaviour.readsPerMinute = nil
    behaviour.writesPerMinute = nil
    return behaviour
  }
}
