/// Changes, holds and refusals, and what they were made from: an immutable value.
package struct Plan: Hashable, Sendable {
  /// The format of its file. What the first does not know (``newOwners``, and what changes bring, whom they reach and
  /// until when) is empty in a plan of that format.
  package var format: Format
  package var workspace: Workspace
  /// Where the workspace is: a saved plan must find the way back to it.
  package var region: DesiredWorkspace.Region
  package var policyDigest: String
  package var policyFiles: Int
  package var actual: ActualMark
  package var options: PlanOptions
  /// The last second at which this plan means what it says: then the next `until` passes. Nil when nothing ends.
  package var validBefore: Moment?
  /// In the order they are carried out.
  package var changes: [Change]
  /// Everything a change touches, with the digest of what it was.
  package var subjects: [SubjectMark]
  package var holds: [Hold]
  /// Entries that name what the workspace does not have; sorted.
  package var unresolved: [UnresolvedReference] = []
  /// Ways to Workspace Owner that the policy does not declare: these head every report.
  package var undeclaredOwners: [UndeclaredOwner]
  /// Whoever comes to own the workspace: these head every report too.
  package var newOwners: [NewOwner]
  package var refusals: [GuardrailViolation]
  /// Sorted by place.
  package var warnings: [Diagnostic]
  /// What `apply` judges again over a fresh read.
  package var guarding: Guarding
  /// Names of the ids that changes and holds carry.
  package var names: Names
  /// How many requests carry it out, all of them writes.
  package var requests: Int
  /// How long they take at Segment's published limits, in seconds, answers not counted.
  package var secondsAtLimits: Int
  /// About how many reads go before and after these writes.
  package var reads = 0
  /// How long these take at the limit that Segment's answers name, in seconds; nil where it is not known.
  package var secondsOfReads: Int?
  /// What this policy does differently from its base; nil without one.
  package var comparison: BaseComparison?
  /// What its changes lead to; nil for an undo, and for a file from before plans said it.
  package var leadsTo: EndState?
  /// When what its removals take was used last, as far as an audit trail that was read tells.
  package var uses: [Use] = []
  /// What an undo leaves as the run made it; nil where the plan is no undo.
  package var notUndone: [LeftOut]?
  /// Nil without `--reviewed`.
  package var reviewed: ReviewedChanges?
  /// Of those who have another name than before, and of whom the policy has not said yet who they are: what a record of
  /// the run keeps. Empty without a baseline.
  package var knownAs = Baseline()

  /// The last thing somebody did by a role that a change takes from them.
  package struct Use: Hashable, Sendable {
    /// Which of ``Plan/changes``.
    package var change: Int
    package var by: Email
    package var deed: RoleUse.Deed

    package init(change: Int, by email: Email, _ deed: RoleUse.Deed) {
      self.change = change
      by = email
      self.deed = deed
    }
  }

  package enum Format: Int, Hashable, Sendable, CaseIterable {
    case first = 1
    case second = 2
  }

  /// The actual state a plan was made from.
  package struct ActualMark: Hashable, Sendable {
    package var digest: String
    package var readAt: Moment
    package var source: ActualState.Source
    package var incomplete: [IncompleteRead]
    /// What of it comes from an earlier read; nil where everything was read.
    package var takenOver: TakenOver?

    package init(
      digest: String, readAt: Moment, source: ActualState.Source, incomplete: [IncompleteRead],
      takenOver: TakenOver? = nil
    ) {
      self.digest = digest
      self.readAt = readAt
      self.source = source
      self.incomplete = incomplete
      self.takenOver = takenOver
    }
  }

  package init(
    workspace: Workspace, region: DesiredWorkspace.Region = .us, policyDigest: String, policyFiles: Int,
    actual: ActualMark,
    options: PlanOptions = PlanOptions(),
    validBefore: Moment? = nil, changes: [Change] = [], subjects: [SubjectMark] = [], holds: [Hold] = [],
    undeclaredOwners: [UndeclaredOwner] = [], newOwners: [NewOwner] = [], refusals: [GuardrailViolation] = [],
    warnings: [Diagnostic] = [],
    guarding: Guarding = Guarding(), names: Names = Names(), requests: Int = 0, secondsAtLimits: Int = 0
  ) {
    format = .second
    self.workspace = workspace
    self.region = region
    self.policyDigest = policyDigest
    self.policyFiles = policyFiles
    self.actual = actual
    self.options = options
    self.validBefore = validBefore
    self.changes = changes
    self.subjects = subjects
    self.holds = holds
    self.undeclaredOwners = undeclaredOwners
    self.newOwners = newOwners
    self.refusals = refusals
    self.warnings = warnings
    self.guarding = guarding
    self.names = names
    self.requests = requests
    self.secondsAtLimits = secondsAtLimits
  }

  /// Refusals that stand: not warnings, not overridden.
  package var standingRefusals: [GuardrailViolation] { refusals.filter(\.stands) }

  /// The same plan with no guardrail overridden.
  package var withoutOverrides: Plan {
    var plan = self
    plan.options.overrides = []
    plan.refusals = refusals.map(\.notOverridden)
    return plan
  }

  /// The same plan with more guardrails overridden.
  package func overriding(_ overrides: [PlanOptions.Override]) -> Plan {
    var plan = self
    plan.options.overrides += overrides
    for index in plan.refusals.indices { plan.refusals[index].override(by: overrides) }
    return plan
  }

  /// Whether a guardrail keeps ends from being made that a run of `--expired-only` would make.
  package var hasRefusedEnds: Bool { holds.contains { $0.why == .refused } }

  /// Whether every one of roles, people, invites and groups was read whole (a single subject may still be held).
  package var isComplete: Bool { actual.incomplete.isEmpty }

  /// Whether `apply` may carry it out.
  package var isApplyable: Bool {
    standingRefusals.isEmpty && actual.source != .snapshot && !actual.incomplete.contains(where: \.part.stopsEverything)
  }

  /// The unresolved references that `plan` fails for.
  package var unresolvedErrors: [UnresolvedReference] { unresolved.filter(\.isError) }

  /// Whether `apply` leaves something undone because an entry leads to nothing.
  package var leavesUndone: Bool { unresolved.contains(where: \.leavesUndone) }

  package func count(of kind: Change.Kind) -> Int { changes.count { $0.kind == kind } }
}

extension IncompleteRead.Part {
  /// Without one of these four nothing can be said about who is missing: no write follows.
  package var stopsEverything: Bool {
    switch self {
    case .roles, .people, .invites, .groups: true
    case .person, .group, .resources, .labels: false
    }
  }
}

/// What narrows a run and what was allowed past a guardrail.
package struct PlanOptions: Hashable, Sendable {
  /// `--only person/EMAIL` or `--only group/NAME`.
  package enum Selection: Hashable, Sendable {
    case person(Email)
    case group(String)
  }

  /// `--override NAME --reason TEXT`.
  package struct Override: Hashable, Sendable {
    package var name: String
    package var reason: String

    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  package var only: [Selection]
  package var noRemovals: Bool
  package var expiredOnly: Bool
  package var reinvite: [Email]
  /// Members whose pending invite is cancelled.
  package var cancelInvites: [Email] = []
  package var overrides: [Override]

  package init(
    only: [Selection] = [], noRemovals: Bool = false, expiredOnly: Bool = false, reinvite: [Email] = [],
    cancelInvites: [Email] = [], overrides: [Override] = []
  ) {
    self.only = only
    self.noRemovals = noRemovals
    self.expiredOnly = expiredOnly
    self.reinvite = reinvite
    self.cancelInvites = cancelInvites
    self.overrides = overrides
  }
}

/// A subject that a change touches and the digest of what the plan read of it.
package struct SubjectMark: Hashable, Sendable {
  package enum Which: Hashable, Sendable {
    case person(Email, UserID?)
    case group(String, GroupID?)
  }

  package var which: Which
  /// `sha256:…`
  package var before: String
  /// When it was read, by Segment's clock, where it was taken over from an earlier read.
  package var asOf: Moment?

  package init(_ which: Which, before: String, asOf: Moment? = nil) {
    self.which = which
    self.before = before
    self.asOf = asOf
  }
}

/// A person who owns the workspace in a way that no file of the policy says.
package struct UndeclaredOwner: Hashable, Sendable {
  package var person: Email
  /// The group that makes them an owner; nil for a direct role.
  package var group: String?
  /// `not declared`, `declared without this role`, `undeclared member of …`
  package var detail: String

  package init(person: Email, group: String? = nil, detail: String) {
    self.person = person
    self.group = group
    self.detail = detail
  }
}

/// A guardrail that the plan breaks.
package struct GuardrailViolation: Hashable, Sendable {
  /// The word after `rule:`, or that of a built-in rule.
  package var rule: String
  /// What `--override` names.
  package var name: String
  package var enforce: Guardrail.Enforcement
  /// Figures and the changes that break it, in words: a line each.
  package var details: [String]
  /// The way past it.
  package var remedy: String
  /// The owner minimum and the workspace check are never overridable.
  package var isOverridable: Bool
  /// The reason given with `--override`.
  package var overridden: String?
  /// Where the policy writes the rule; nil for a built-in one.
  package var at: Place?

  package init(
    rule: String, name: String, enforce: Guardrail.Enforcement = .refuse, detail: String, remedy: String,
    isOverridable: Bool = true, overridden: String? = nil, at place: Place? = nil
  ) {
    self.init(
      rule: rule, name: name, enforce: enforce, details: [detail], remedy: remedy, isOverridable: isOverridable,
      overridden: overridden, at: place)
  }

  package init(
    rule: String, name: String, enforce: Guardrail.Enforcement = .refuse, details: [String], remedy: String,
    isOverridable: Bool = true, overridden: String? = nil, at place: Place? = nil
  ) {
    self.rule = rule
    self.name = name
    self.enforce = enforce
    self.details = details
    self.remedy = remedy
    self.isOverridable = isOverridable
    self.overridden = overridden
    at = place
  }

  /// All of it in one line.
  package var detail: String { details.joined(separator: "; ") }

  package var stands: Bool { enforce == .refuse && overridden == nil }

  /// The same refusal with the reason of an override of its name, where one may override it.
  package func overridden(by overrides: [PlanOptions.Override]) -> GuardrailViolation {
    var refusal = self
    refusal.override(by: overrides)
    return refusal
  }

  /// The same refusal as if nobody had overridden it.
  package var notOverridden: GuardrailViolation {
    var refusal = self
    refusal.overridden = nil
    return refusal
  }

  /// Whether it is of a rule on ends or reasons, which are in the policy and nowhere else.
  package var isJudgedByPolicyAlone: Bool { Guardrail.Kind(rawValue: rule)?.isJudgedByPolicyAlone == true }

  /// Takes the reason of an override of its name, where one may override it.
  package mutating func override(by overrides: [PlanOptions.Override]) {
    guard isOverridable, enforce == .refuse, overridden == nil else { return }
    overridden = overrides.first { $0.name == name }?.reason
  }
}

/// What guardrails need besides the changes and the state: it travels in the plan, because `apply` judges again.
package struct Guarding: Hashable, Sendable {
  package var guardrails: [Guardrail]
  package var ignore: [IgnoreRule]
  /// Names of groups whose membership the identity provider owns.
  package var unmanagedGroups: [String]
  /// Names of groups whose roles are left alone.
  package var groupsOfUnmanagedRoles: [String]
  /// Addresses of people whose direct roles are left alone.
  package var peopleOfUnmanagedRoles: [Email]
  /// Whether accounts are the identity provider's.
  package var peopleUnmanaged: Bool
  /// Protected addresses that neither the policy nor the workspace has.
  package var unknownProtected: [Email]

  package init(
    guardrails: [Guardrail] = [], ignore: [IgnoreRule] = [], unmanagedGroups: [String] = [],
    groupsOfUnmanagedRoles: [String] = [], peopleOfUnmanagedRoles: [Email] = [], peopleUnmanaged: Bool = false,
    unknownProtected: [Email] = []
  ) {
    self.guardrails = guardrails
    self.ignore = ignore
    self.unmanagedGroups = unmanagedGroups
    self.groupsOfUnmanagedRoles = groupsOfUnmanagedRoles
    self.peopleOfUnmanagedRoles = peopleOfUnmanagedRoles
    self.peopleUnmanaged = peopleUnmanaged
    self.unknownProtected = unknownProtected
  }
}
