extension SandboxBehaviour {
  /// A behaviour drawn at random, the same for the same seed, for tests that must hold whatever Segment does.
  ///
  /// Varied is what a correct client must cope with and still reach its goal: every answer to an open question, the
  /// shapes and the order of lists. Not varied is what denies it (tokens, plans, limits on arrays), what hides the truth
  /// (groups' permissions mixed into people's) and the lag of reads.
  package static func drawn(seed: UInt64) -> SandboxBehaviour {
    var noise = SplitMix(seed: seed)
    var behaviour = SandboxBehaviour()
    behaviour.drawRules(&noise)
    behaviour.drawAnswers(&noise)
    return behaviour
  }

  private mutating func drawRules(_ noise: inout SplitMix) {
    strangerInGroup = one(of: StrangerRule.allCases, strangerInGroup, &noise)
    emptyGroupPermissions = one(of: EmptyListRule.allCases, emptyGroupPermissions, &noise)
    emptyUserPermissions = one(of: EmptyListRule.allCases, emptyUserPermissions, &noise)
    permissionMerging = one(of: MergeRule.allCases, permissionMerging, &noise)
    newGroupPermissions = one(of: NewGroupRule.allCases, newGroupPermissions, &noise)
    baseGrantRemoval = one(of: BaseGrantRule.allCases, baseGrantRemoval, &noise)
    duplicateGroupNames = one(of: DuplicateRule.allCases, duplicateGroupNames, &noise)
    reinvite = one(of: ReinviteRule.allCases, reinvite, &noise)
    unknownDeletion = one(of: UnknownDeletionRule.allCases, unknownDeletion, &noise)
    lastOwner = one(of: LastOwnerRule.allCases, lastOwner, &noise)
    emailCase = one(of: EmailCaseRule.allCases, emailCase, &noise)
    unknownReference = one(of: UnknownReferenceRule.allCases, unknownReference, &noise)
    illegalPairing = one(of: PairingRule.allCases, illegalPairing, &noise)
  }

  private mutating func drawAnswers(_ noise: inout SplitMix) {
    sendsRetryAfter = Bool.random(using: &noise)
    listOrder = one(of: [.creation, .reversed, .shuffled(seed: noise.next())], listOrder, &noise)
    requestIDHeader = [requestIDHeader, nil].randomElement(using: &noise) ?? nil
    memberCount = one(of: MemberCountRule.allCases, memberCount, &noise)
    userListCarriesPermissions = Bool.random(using: &noise)
    groupListCarriesPermissions = Bool.random(using: &noise)
    labelPlace = one(of: LabelPlace.allCases, labelPlace, &noise)
    showsLabelDescriptions = Bool.random(using: &noise)
    totalEntries = one(of: TotalEntriesRule.allCases, totalEntries, &noise)
    absentCursor = one(of: AbsentCursor.allCases, absentCursor, &noise)
    pageSizeCap = [nil, 1, 2, 3, 200].randomElement(using: &noise) ?? nil
    acceptedInvitesStayListed = Bool.random(using: &noise)
  }

  private func one<Choice>(of choices: [Choice], _ fallback: Choice, _ noise: inout SplitMix) -> Choice {
    choices.randomElement(using: &noise) ?? fallback
  }
}
