package import Access
package import HTTPMessages
import Planning
package import SegmentAPI

/// Carries out a plan: one request after the other, in its order, looking before what could harm and after what got
/// lost, going on with what does not depend on what failed.
package final class Applier {
  let plan: Plan
  let before: ActualState
  let reader: SegmentReader
  let writer: SegmentWriter
  let rules: SafeOrder
  let names: Names
  private let journal: any Journal
  private let timekeeper: any Timekeeper
  private let stop: StopFlag
  private let onOutcome: (Change, Outcome) -> Void

  var state: RunState
  /// The groups as last listed, while nothing but creations and renames followed.
  var listedGroups: [SegmentGroup]?
  private(set) var outcomes: [Outcome?]
  private(set) var wrote = false
  private(set) var stopped: Applied.Stop?
  var refusals: Refusals
  /// Whether a request went that takes ownership from somebody.
  var tookOwnership = false
  var putBack: [AccessItem] = []
  /// How Segment writes the addresses of those it knows, as last seen: requests name them so, not as the policy does.
  private var spellings: [Email: String] = [:]
  /// The accounts behind each address when the plan was made.
  private(set) lazy var idsBefore = Dictionary(grouping: before.people, by: \.email).mapValues { $0.map(\.id.text) }
  /// What could not be understood of whom before the run; hardly anybody is in here.
  let opaquePeople: [Email: [String]]
  let opaqueGroups: [GroupID: [String]]

  /// - Parameters:
  ///   - before: the read that the plan was made from, or the one that a saved plan was checked against.
  ///   - onOutcome: told of each change as soon as its outcome stands.
  package init(
    _ plan: Plan, before: ActualState, reader: SegmentReader, writer: SegmentWriter, journal: any Journal,
    timekeeper: any Timekeeper, stop: StopFlag, onOutcome: @escaping (Change, Outcome) -> Void = { _, _ in }
  ) {
    self.plan = plan
    self.before = before
    self.reader = reader
    self.writer = writer.yielding
    self.journal = journal
    self.timekeeper = timekeeper
    self.stop = stop
    self.onOutcome = onOutcome
    let holdings = Holdings(before)
    rules = SafeOrder(of: plan, before: before)
    names = plan.names
    state = RunState(holdings)
    outcomes = Array(repeating: nil, count: plan.changes.count)
    refusals = Refusals(seen: reader.refusals.count)
    opaquePeople = Dictionary(
      before.people.filter { !$0.notUnderstood.isEmpty }.map { ($0.email, $0.notUnderstood) },
      uniquingKeysWith: { first, _ in first })
    opaqueGroups = Dictionary(
      before.groups.filter { !$0.notUnderstood.isEmpty }.map { ($0.id, $0.notUnderstood) },
      uniquingKeysWith: { first, _ in first })
    let named = Set(plan.changes.compactMap(\.action.person))
    noteSpellings(before.people.lazy.map(\.email).filter(named.contains) + before.invites.filter(named.contains))
  }

  /// Runs to the end, or until something ends it; every change has an outcome afterwards.
  package func run() -> Applied {
    let requests = Compilation.requests(for: plan.changes, before: Holdings(before))
    begin()
    for request in requests {
      if stopped == nil, stop.isRaised { end(.interrupted) }
      guard stopped == nil else { break }
      carryOut(request)
    }
    // The last of these writes has a race of one round trip like the others, and no look of a next one after it.
    let left = stopped == nil && tookOwnership ? ownersLeft() : nil
    for index in outcomes.indices where outcomes[index] == nil {
      settle(index, .skipped("not attempted: \(stopped?.description ?? "the run ended")"))
    }
    record(.ended(stopped?.description ?? "to its end"))
    let traffic = reader.traffic.total
    return Applied(
      plan: plan, outcomes: outcomes.compactMap(\.self), wrote: wrote, stopped: stopped,
      requests: traffic.requests, writes: reader.traffic.writes, rateLimited: traffic.rateLimited, ownersLeft: left,
      putBack: putBack)
  }

  private func begin() {
    record(
      .began(
        workspace: plan.workspace.id, policy: plan.policyDigest, actual: plan.actual.digest,
        overrides: plan.refusals.compactMap { refusal in refusal.overridden.map { "\(refusal.name): \($0)" } }))
  }

  /// Sends what the rules still allow of a request; the rest depends on something that was not done.
  private func carryOut(_ request: PlannedRequest) {
    let (allowed, objected) = divide(request.changes)
    for (index, why) in objected { settle(index, .skipped(why)) }
    guard !allowed.isEmpty else { return }
    refusals.alone = 0
    if request.action.kind.isRemoval || request.action.item.kind != .group { listedGroups = nil }
    switch request.action {
    case .invite: invite(allowed)
    case .join(_, let group): join(allowed, group)
    case .leave(_, let group): leave(allowed, group)
    case .cancelInvite: cancelInvites(allowed)
    case .deprovision: deprovision(allowed)
    case .grant(let subject, _): addGrants(allowed, to: subject)
    case .revoke(let subject, _): replaceGrants(allowed, of: subject)
    case .createGroup(let group): createGroup(allowed[0], group)
    case .renameGroup(let group, _): renameGroup(allowed[0], group)
    case .deleteGroup(let group): deleteGroup(allowed[0], group)
    }
  }
}

// What the operations use.
extension Applier {
  /// Sends one write between its two journal lines; nil when there is nothing to look at afterwards: the run has ended,
  /// or Segment cannot be asked for this at all. What is still open then gets its outcome at the end of the run.
  func send<Value>(
    _ request: String, _ changes: [Int], _ write: () throws(UnsendableWrite) -> WriteAnswer<Value>
  ) -> Sent<Value>? {
    if stop.isRaised { end(.interrupted) }
    lookIntoRefusals()
    guard stopped == nil else { return nil }
    record(.sending(request: request, changes: changes.map { inWords(plan.changes[$0]) }))
    guard stopped == nil else { return nil }
    let answer: WriteAnswer<Value>
    do throws(UnsendableWrite) {
      answer = try write()
    } catch {
      settle(changes, .failed("\(error)"))
      return nil
    }
    note(answer)
    record(.answered(request: request, answer: answer.inWords))
    if case .refused(let error) = answer {
      lookIntoRefusals()
      guard stopped == nil else {
        settle(changes, .failed("\(error)"))
        return nil
      }
    }
    return Sent(answer)
  }

  private func note<Value>(_ answer: WriteAnswer<Value>) {
    switch answer {
    case .done, .rejected, .unknown, .refused: wrote = true
    case .interruptedBeforeSending: end(.interrupted)
    case .waited: break
    }
  }

  func settle(_ index: Int, _ outcome: Outcome) {
    let change = plan.changes[index]
    outcomes[index] = outcome
    state.note(change, outcome)
    noteRefusal(change, outcome)
    record(.outcome(change: inWords(change), outcome: outcome.word, detail: outcome.detail))
    onOutcome(change, outcome)
  }

  func settle(_ indices: [Int], _ outcome: Outcome) {
    for index in indices { settle(index, outcome) }
  }

  /// What cannot be looked at again is not written to. Where somebody stopped the run in the middle of that look, nothing
  /// failed: these were not attempted, like all that would have come after them.
  func notSent(_ indices: [Int], _ what: String, _ why: String? = nil) {
    if stop.isRaised { return end(.interrupted) }
    settle(indices, .failed("\(what), so nothing was sent\(why.map { ": \($0)" } ?? "")"))
  }

  /// Segment's id of a subject; nil where nobody made it, and then nothing can be done to it.
  func id(of subject: Subject, for changes: [Int]) -> String? {
    let id = state.id(of: subject)
    if id == nil { settle(changes, .skipped("\(subject.inWords) is not known to exist")) }
    return id
  }

  func isOpen(_ index: Int) -> Bool { outcomes[index] == nil }

  /// Which of these the rules allow now, one after the other, and what stands against the others.
  func divide(_ indices: [Int]) -> (allowed: [Int], objected: [(index: Int, why: String)]) {
    var made: [RunState.Trial] = []
    defer { state.takeBack(made) }
    var divided = (allowed: [Int](), objected: [(index: Int, why: String)]())
    for index in indices {
      let change = plan.changes[index]
      if let objection = rules.objection(to: change, in: state.confirmed, owners: state.worstCase) {
        divided.objected.append((index, words(for: objection)))
      } else {
        made.append(state.attempt(change.action))
        divided.allowed.append(index)
      }
    }
    return divided
  }

  /// Ends the run where it is to stop, and lets what is still to be read be read.
  /// - Returns: whether that is news.
  @discardableResult
  private func heedStop() -> Bool {
    guard stop.isRaised, stopped != .interrupted else { return false }
    end(.interrupted)
    stop.lower()
    return true
  }

  func end(_ why: Applied.Stop) { stopped = stopped ?? why }

  private func record(_ event: JournalEvent) {
    do throws(JournalError) {
      try journal.record(event)
    } catch {
      end(.trouble("\(error)"))
    }
  }

  /// Looks until it finds, with pauses that grow to half a minute in all; false when it never does.
  ///
  /// Whoever stops the run is waited for no longer, but what was sent is looked at once: a write is finished with the look
  /// that says what became of it. Only the next signal ends that too.
  ///
  /// - Parameter pauses: in seconds; few where Segment said that nothing happened, and only a read that lags could tell
  ///   otherwise.
  func look(patiently: Bool, pauses: [Int] = [1, 2, 4, 8, 15], _ found: () -> Bool) -> Bool {
    heedStop()
    if found() || (heedStop() && found()) { return true }
    guard patiently, stopped == nil else { return false }
    for seconds in pauses where !stop.isRaised {
      timekeeper.wait(.seconds(seconds))
      if found() { return true }
    }
    return false
  }

  /// An address as Segment writes it, of whom Segment knows; else as the policy does.
  func spelling(of email: Email) -> String { spellings[email] ?? email.written }

  func noteSpellings(_ emails: some Sequence<Email>) {
    for email in emails { spellings[email] = email.written }
  }

  private func inWords(_ change: Change) -> String { change.inWords(names) }

  private func words(for objection: SafeOrder.Objection) -> String {
    switch objection {
    case .needs, .emptiesList: objection.inWords(names)
    case .breaksOwnerMinimum(let left):
      "would leave \(left) \(left == 1 ? "owner" : "owners"), after what was done so far"
    case .gives(let email, let grant):
      "would give \(email) \(names.grant(grant)), because something before it was not done"
    case .takes(let email, let grant):
      "would leave \(email) without \(names.grant(grant)), because what gives it otherwise was not done"
    }
  }
}

extension WriteAnswer {
  /// For the journal: what is known, and Segment's words.
  fileprivate var inWords: String {
    switch self {
    case .done: "done"
    case .rejected(let error): "rejected: \(error)"
    case .unknown(let error): "unknown: \(error)"
    case .refused(let error): "refused: \(error)"
    case .interruptedBeforeSending: "not sent: interrupted"
    case .waited: "not done: there was a wait; looking again"
    }
  }
}
