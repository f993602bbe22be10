import Access
import Planning
import Reconciliation
import Reports
import SegmentAPI

// What Segment's answers say.
extension Checkup {
  /// Nothing came back that says whose the token is.
  mutating func addNoAnswer(
    _ error: ReadingError, _ arguments: DoctorArguments, _ environment: [String: String]
  ) {
    switch error {
    case .notAllowed(let refusal):
      addConnection(arguments.source, environment)
      add(
        Check(
          .token, .fail, "\(refusal)",
          "make one in Segment under Settings, Access Management, Tokens, with Workspace Owner; for a workspace in the EU write region: eu or --region eu"
        ))
    case .unreachable(let failure):
      add(Check(.connection, .fail, "\(failure)", "the way is TLS, \(Self.way(environment))"))
    case .interrupted: break
    }
  }

  mutating func addToken(_ soundings: Soundings, _ slug: String?) {
    let workspace = soundings.workspace
    let whose = "is of the workspace \(workspace.slug) (\(workspace.name))"
    guard let slug, slug != workspace.slug else { return add(Check(.token, .pass, whose)) }
    add(
      Check(
        .token, .fail, "\(whose), and the policy is for \(slug)",
        "use a token of \(slug), or name another policy: accord doctor DIR"))
  }

  /// People, the Segment plan, and whether lists say what everybody holds.
  mutating func addAccess(_ soundings: Soundings) {
    switch (soundings.people, soundings.invites ?? soundings.person) {
    case (.failure(let failure), _), (.success, let failure?):
      add(
        Check(
          .people, .fail, "\(failure)",
          "a token made with Workspace Member access reads nobody; make one with Workspace Owner"))
    case (.success(let people), nil):
      let count = people.count == 1 ? "1 person" : "\(people.count) people"
      add(Check(.people, .pass, "\(count) and the invites can be read"))
    }
    addPlan(soundings)
    guard case .success(let people) = soundings.people else { return }
    let words =
      switch (people.carriesPermissions, (try? soundings.groups.get())?.carriesPermissions) {
      case (false?, false?): "carry no permissions: each person and each group is read by itself"
      case (false?, _): "that of people carries no permissions: each person is read by themselves"
      case (_, false?): "that of groups carries no permissions: each group is read by itself"
      case (_, _): "carry permissions: nobody has to be read by themselves"
      }
    add(Check(.lists, .pass, words))
  }

  private mutating func addPlan(_ soundings: Soundings) {
    let unread = soundings.unread.map(\.reason) + [Self.failure(of: soundings)].compactMap(\.self)
    if let reason = unread.first {
      let more = unread.count > 1 ? ", and \(unread.count - 1) more" : ""
      return add(
        Check(
          .plan, .fail, "\(reason)\(more)",
          "a plan that needs what cannot be read is incomplete, and nothing is applied"))
    }
    let absent = soundings.absent.sorted().map(\.inWords)
    guard !absent.isEmpty else {
      return add(Check(.plan, .pass, "includes groups, functions, spaces and the audit trail"))
    }
    add(
      Check(
        .plan, .warning, "does not include \(absent.joined(separator: ", "))",
        soundings.absent == [.audit]
          ? "drift cannot say who changed what, and drift --every reads everything at each look"
          : "a policy cannot name what is not there"))
  }

  private static func failure(of soundings: Soundings) -> String? {
    if case .failure(let failure) = soundings.roles { return "\(failure)" }
    guard case .failure(let failure) = soundings.groups, !soundings.absent.contains(.groups) else { return nil }
    return "\(failure)"
  }

  /// Roles and types of audit events that Segment has and accord does not know.
  mutating func addKnowledge(_ soundings: Soundings) {
    if case .success(let roles) = soundings.roles {
      let strange = roles.map(\.name).filter { RoleCatalog.entry($0) == nil }.sorted()
      add(
        strange.isEmpty
          ? Check(.roles, .pass, "accord knows all \(roles.count)")
          : Check(
            .roles, .warning, "accord does not know \(Self.few(strange))",
            "they can be used by name; what they reach and whether they take labels is not checked"))
    }
    switch soundings.trail {
    case .notOnThisPlan: break
    case .unreadable(let why):
      add(Check(.events, .warning, why, "drift cannot say who changed what"))
    case .read(let events, _, let isWhole):
      let strange = Set(events.filter { $0.bearing == .unknown }.map(\.type)).sorted()
      if !strange.isEmpty {
        add(
          Check(
            .events, .warning, "of the last 90 days are of types that accord does not know: \(Self.few(strange))",
            "drift --every reads everything whenever there is a new one"))
      } else if !isWhole {
        add(
          Check(
            .events, .warning, "the trail does not say that it ends", "drift --every reads everything at each look"))
      } else {
        add(Check(.events, .pass, "accord knows the types of all \(events.count) of the last 90 days"))
      }
    }
  }

  private static func few(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

  mutating func addPace(_ soundings: Soundings, _ session: Session) {
    let limited = session.reader.traffic.total.rateLimited
    let people = (try? soundings.people.get()).map { $0.carriesPermissions == true ? 0 : $0.count } ?? 0
    let groups = (try? soundings.groups.get()).map { $0.carriesPermissions == true ? $0.count : 2 * $0.count } ?? 0
    let reads = session.requests + people + groups
    let pace = session.readsPerMinute.map { "\($0) reads a minute" } ?? "Segment's answers name none for reads"
    let cost = "a plan takes about \(reads) reads"
    guard limited > 0 else { return add(Check(.limits, .pass, "\(pace); \(cost)")) }
    add(
      Check(
        .limits, .warning, "\(pace); \(cost); \(limited == 1 ? "1 answer was" : "\(limited) answers were") 429 already",
        "look for another program that uses this token"))
  }

  /// - Parameter difference: in seconds, by which Segment's clock is ahead.
  mutating func addClock(_ difference: Int64?) {
    guard let difference else {
      return add(
        Check(
          .clock, .warning, "no answer says what time it is at Segment",
          "keep this machine's clock right: ends go by it"))
    }
    let words = "Segment's is \(difference.magnitude) s \(difference < 0 ? "behind" : "ahead of") this machine's"
    if Clock.differs(difference) {
      add(
        Check(
          .clock, .fail, words, "set this machine's clock; until then nothing ends, and nothing that ends is given"))
    } else {
      add(Check(.clock, .pass, difference == 0 ? "agrees with Segment's" : words))
    }
  }
}

extension ActualState.Feature {
  fileprivate var inWords: String {
    switch self {
    case .groups, .sources, .warehouses, .functions, .spaces, .labels: rawValue
    case .audit: "the audit trail"
    }
  }
}
