extension BehaviourSwitch {
  /// Every switch, in the order of the help.
  package static let all: [BehaviourSwitch] = rates + writes + answers + lists + workspace

  private static let rates: [BehaviourSwitch] = [
    .number(
      "read-limit", \.readsPerMinute, or: "unlimited",
      "A1: reads a minute, of each endpoint; unlimited sends no X-RateLimit fields"),
    .number(
      "write-limit", \.writesPerMinute, or: "unlimited", "writes a minute, of each endpoint; Segment documents 60"),
    .yesOrNo("retry-after", \.sendsRetryAfter, "whether the 429 of those limits carries Retry-After"),
    .number(
      "concurrency", \.concurrency, or: "unlimited", drawn: ["unlimited", "1", "2", "3", "5"],
      "requests at once with a token; one more is 429. Over a socket it wants a latency too"),
    .number(
      "concurrency-retry-after", \.concurrencyRetryAfter, or: "none", drawn: ["none", "1", "60"],
      "the Retry-After of those 429, in seconds"),
    .number(
      "proxy-limit", \.proxyRequestsPerSecond, or: "unlimited",
      "requests a second that a proxy before Segment lets through; one more is a 429 of HTML"),
    BehaviourSwitch(
      "latency", \.latency, form: "TIME", "how long every answer takes, such as 100ms", word: { $0.faultWord },
      value: { $0 == "0s" ? .zero : Duration(faultWord: $0) }),
  ]

  private static let writes: [BehaviourSwitch] = [
    .choice("stranger-in-group", \.strangerInGroup, "A2: an address for a group that is neither a member nor invited"),
    .choice("empty-group-permissions", \.emptyGroupPermissions, "A3: an empty permission list for a group"),
    .choice("empty-user-permissions", \.emptyUserPermissions, "A3: an empty permission list for a person"),
    .choice("permission-merging", \.permissionMerging, "A4: several entries of one role"),
    .choice("new-group-permissions", \.newGroupPermissions, "A5: what a new group holds"),
    .choice("base-grant-removal", \.baseGrantRemoval, "A6: Minimal Workspace Access is left out of a new list"),
    .choice("duplicate-group-names", \.duplicateGroupNames, "A7: a second group of one name"),
    .choice("reinvite", \.reinvite, "A8: an invite for somebody pending or already a member"),
    .yesOrNo(
      "cancelled-invite-takes-groups", \.cancelledInviteTakesGroups,
      "whether cancelling a member's invite takes them out of their groups"),
    .choice("unknown-deletion", \.unknownDeletion, "A9: what is to be deleted is not there"),
    .choice("last-owner", \.lastOwner, "A10: a write would leave nobody as Workspace Owner"),
    .choice("email-case", \.emailCase, "A11: the case of addresses"),
    .choice("unknown-reference", \.unknownReference, "A12: a permission names an unknown role, resource or label"),
    .choice("illegal-pairing", \.illegalPairing, "A12: a role on what it is not documented for"),
    .choice(
      "query-arrays", \.queryArrays, "A16: repeated keys and bare values as arrays in a query; lenient takes them"),
    .yesOrNo(
      "plural-members", \.routesPluralMembers,
      "whether PUT and DELETE /groups/{id}/users are there, beside /group/{id}/users"),
    .number("maximum-items", \.maximumItems, or: "unlimited", "A19: elements in an array of a write"),
    .number("maximum-body", \.maximumBody, "A19: bytes of a body; more are answered 413"),
  ]

  private static let answers: [BehaviourSwitch] = [
    BehaviourSwitch(
      "request-id", \.requestIDHeader, form: "NAME|none", drawn: ["x-request-id", "none"],
      "A14: the header with the request's id", word: { $0 ?? "none" },
      value: { name in
        if name == "none" { return .some(nil) }
        let isName = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return isName ? .some(name) : nil
      }),
    .choice("insufficient-rights", \.insufficientRights, "A15: a token that may not do this: 401 or 403"),
    .yesOrNo(
      "group-permissions-in-users", \.mixesGroupPermissionsIntoUsers, isDrawn: false,
      "A17: whether GET /users/{id} mixes in what the person's groups hold"),
    .choice("member-count", \.memberCount, "A18: what memberCount counts"),
    .yesOrNo("user-list-permissions", \.userListCarriesPermissions, "whether GET /users carries permissions"),
    .yesOrNo("group-list-permissions", \.groupListCarriesPermissions, "whether GET /groups carries permissions"),
    .choice("label-place", \.labelPlace, "where a permission shows its labels"),
    .yesOrNo("label-descriptions", \.showsLabelDescriptions, "whether labels of permissions carry descriptions"),
    .choice("audit-time", \.auditTime, "how audit events write their time"),
    .choice("audit-subject", \.auditSubject, "what audit events call their subject"),
    BehaviourSwitch(
      "audit-delay", \.auditDelay, form: "TIME", "how long it takes until an event is in the audit trail, such as 600s",
      word: { $0.faultWord }, value: { $0 == "0s" ? .zero : Duration(faultWord: $0) }),
    .choice("warehouse-name", \.warehouseName, "where a warehouse has its name"),
  ]

  private static let lists: [BehaviourSwitch] = [
    BehaviourSwitch(
      "list-order", \.listOrder, form: "creation|reversed|shuffled-SEED",
      drawn: ["creation", "reversed", "shuffled-1", "shuffled-2", "shuffled-3"], "A13: the order of lists",
      word: { order in
        switch order {
        case .creation: "creation"
        case .reversed: "reversed"
        case .shuffled(let seed): "shuffled-\(seed)"
        }
      },
      value: { word in
        switch word {
        case "creation": .creation
        case "reversed": .reversed
        default:
          word.hasPrefix("shuffled-") ? UInt64(word.dropFirst("shuffled-".count)).map { .shuffled(seed: $0) } : nil
        }
      }),
    .choice("total-entries", \.totalEntries, "when a list says how long it is"),
    .choice("absent-cursor", \.absentCursor, "how the last page says that there is no next one"),
    .number("largest-count", \.largestCount, "the largest pagination.count that is taken"),
    .number("default-count", \.defaultCount, "entries a page where none are asked for"),
    .number(
      "page-size", \.pageSizeCap, or: "as-asked", drawn: ["as-asked", "1", "2", "3", "200"],
      "entries that a page has at most, whatever is asked for"),
    BehaviourSwitch(
      "read-lag", \.readLag, form: "none|N|TIME",
      "how far reads stay behind writes: so many requests, or so long, such as 2s",
      word: { lag in
        switch lag {
        case .none: "none"
        case .requests(let count): "\(count)"
        case .time(let time): time.faultWord
        }
      },
      value: { word in
        if word == "none" { return SandboxBehaviour.ReadLag.none }
        if let time = Duration(faultWord: word) { return .time(time) }
        return Int(word).flatMap { $0 >= 1 ? .requests($0) : nil }
      }),
  ]

  private static let workspace: [BehaviourSwitch] = [
    .choice("tier", \.tier, isDrawn: false, "what the workspace pays for; team has three roles"),
    .yesOrNo("roles-follow-tier", \.rolesFollowTier, "A20: whether GET /roles leaves out what the tier lacks"),
    BehaviourSwitch(
      "not-on-plan", \.featuresNotOnPlan, form: "none|FEATURE,...",
      "what the plan lacks: \(SandboxBehaviour.Feature.allCases.map(\.rawValue).joined(separator: ", "))",
      word: { $0.isEmpty ? "none" : $0.map(\.rawValue).sorted().joined(separator: ",") },
      value: { word in
        if word == "none" { return [] }
        let features = word.split(separator: ",", omittingEmptySubsequences: false).map {
          SandboxBehaviour.Feature(rawValue: String($0))
        }
        return features.contains(nil) ? nil : Set(features.compactMap(\.self))
      }),
    .yesOrNo(
      "lacks-base-grant", \.lacksBaseGrant, isDrawn: false, "whether GET /roles hides Minimal Workspace Access"),
    .choice("token-access", \.tokenAccess, isDrawn: false, "what the token was given when it was made"),
    .choice("region", \.region, isDrawn: false, "where the workspace is"),
    .choice("token-region", \.tokenRegion, isDrawn: false, "where the token was made; elsewhere it is unknown"),
    .yesOrNo(
      "accepted-invites-stay-listed", \.acceptedInvitesStayListed, "whether GET /invites goes on listing who has come"),
    .yesOrNo(
      "spaces-need-alpha", \.spacesNeedAlphaAccept, "whether GET /spaces is 404 unless Accept names an alpha version"),
  ]
}
