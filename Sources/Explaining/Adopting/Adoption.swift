package import Access
import Planning

/// What pulls the actual state back into a policy: the edits, and the differences that stay.
package struct Adoption: Hashable, Sendable {
  /// In the order they are to be made: whoever is named must be declared first.
  package internal(set) var edits: [PolicyEdit] = []
  /// Differences that no edit is to settle.
  package var left: [Left] = []
  /// Entries that name what the workspace does not have: nobody can tell what they mean, so no edit touches them.
  package var unresolved: [UnresolvedReference] = []
  /// How many people and groups the policy does not know and, its `manage` being at-least, leaves alone.
  package internal(set) var undeclared = 0

  /// One difference that stays, and why.
  package struct Left: Hashable, Sendable {
    /// Such as `Source Admin of ada@acme.com`.
    package let what: String
    package let why: String
    package let person: Email?
    package let group: String?
    package var at: Place?
  }
}

/// Turns every difference into an edit by which the policy says what is in Segment.
///
/// What the policy ends stays ended: departed people and passed ends are never declared anew. Nor is anybody made an
/// owner of the workspace, what is protected widened, or what `manage` leaves alone declared, unless `picking` names
/// the person or the group; it narrows everything else to them as well.
///
/// Whoever has another address, and whatever group another name, is followed and the old one remembered: by the baseline,
/// and without one where exactly one stranger is in everything like them.
///
/// - Parameter baseline: what everything was called before; nil where that is not known.
/// - Returns: an adoption only where `makePlan` gives a plan that is complete.
package func makeAdoption(
  _ desired: DesiredState, _ actual: ActualState, at now: Moment, picking: [PlanOptions.Selection],
  baseline: Baseline? = nil
) -> Adoption {
  let options = PlanOptions(only: picking)
  var adopting = Adopting(
    PlanningInput(desired, actual.judgedWhole(), at: now, options: options, baseline: baseline))
  adopting.adoptAll()
  return adopting.adoption
}
