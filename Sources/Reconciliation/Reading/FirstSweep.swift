import Access
import SegmentAPI

/// The questions that need no earlier answer: who we are, and the four lists without which nothing can be said.
struct FirstSweep {
  let workspace = ItemRead<SegmentWorkspace>.workspace()
  let roles = ListRead<SegmentRole>.roles()
  let users = ListRead<SegmentUser>.users()
  let invites = ListRead<String>.invites()
  let groups = ListRead<SegmentGroup>.groups()

  var lists: [any PendingRead] { [roles, users, invites, groups] }

  /// The workspace behind the token; without it nothing is known.
  func identity() throws(ReadingError) -> Workspace {
    switch workspace.outcome {
    case .success(let workspace):
      return Workspace(id: workspace.id, slug: workspace.slug, name: workspace.name)
    case .failure(.failed(let error)):
      switch error {
      case .unauthorized, .forbidden: throw .notAllowed(error)
      case .interrupted: throw .interrupted
      case .notFound, .notOnThisPlan, .rejected, .rateLimited, .serverError, .unreachable, .untrusted, .answerLost,
        .notUnderstood:
        throw .unreachable(.failed(error))
      }
    case .failure(let failure): throw .unreachable(failure)
    }
  }

  var failures: [ReadFailure] { [roles.failure, users.failure, invites.failure, groups.failure].compactMap { $0 } }

  /// Puts the lists into the state; permissions and members follow with the second sweep.
  func fill(_ state: inout ActualState) throws(ReadingError) {
    for failure in failures {
      guard case .failed(let error) = failure else { continue }
      if case .unauthorized = error { throw .notAllowed(error) }
      if case .interrupted = error { throw .interrupted }
    }
    state.roles = roles.items.map { Role(id: RoleID($0.id), name: $0.name, description: $0.description) }
    state.invites = invites.items.map { Email($0) }
    let parts: [(part: IncompleteRead.Part, failure: ReadFailure?)] = [
      (.roles, roles.failure), (.people, users.failure), (.invites, invites.failure),
      (.groups, hasNoGroups ? nil : groups.failure),
    ]
    if hasNoGroups { state.notOnThisPlan.insert(.groups) }
    state.incomplete = parts.compactMap { part, failure in failure.map { IncompleteRead(part, "\($0)") } }
  }

  private var hasNoGroups: Bool { groups.failure?.isNotOnThisPlan ?? false }
}

extension ListRead {
  /// The items of a list that was read whole; none of one that was not.
  var items: [Item] { (try? outcome.get())?.items ?? [] }

  var failure: ReadFailure? {
    switch outcome {
    case .success: nil
    case .failure(let failure): failure
    }
  }
}

extension ItemRead {
  var item: Item? { try? outcome.get() }

  var failure: ReadFailure? {
    switch outcome {
    case .success: nil
    case .failure(let failure): failure
    }
  }
}

extension ReadFailure {
  /// What a request failed with; nil where all were answered and do not add up.
  var error: SegmentError? {
    if case .failed(let error) = self { error } else { nil }
  }

  var isNotOnThisPlan: Bool {
    if case .failed(.notOnThisPlan) = self { true } else { false }
  }

  /// Whether Segment says that the thing asked for does not exist.
  var isNotFound: Bool {
    if case .failed(.notFound) = self { true } else { false }
  }
}
