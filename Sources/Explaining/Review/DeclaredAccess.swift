package import Access
import Planning

/// Who is to have which access by a policy alone, whatever a workspace has: every row is what the policy declares.
///
/// Judged as ever, in a workspace that is just as the policy wants it.
package func declaredAccess(_ desired: DesiredState, at now: Moment) -> Reviewed {
  var imagined = ActualState(imagining: desired, at: now)
  let here = Set(imagined.people.map(\.email))
  for at in imagined.groups.indices { imagined.groups[at].members.removeAll { !here.contains($0) } }
  let reviewed = reviewAccess(desired, imagined, at: now)
  // What does not fit a workspace that nobody has is no news.
  let errors = reviewed.diagnostics.filter { $0.severity == .error }
  guard var review = reviewed.review else { return Reviewed(review: nil, diagnostics: errors) }
  review.isOfPolicyAlone = true
  review.knowsSources = false
  review.incomplete = []
  review.rows.removeAll { $0.outlook == .goes }
  for at in review.rows.indices { review.rows[at].holding = .notAsked }
  for at in review.people.indices { review.people[at].presence = .notAsked }
  return Reviewed(review: review, diagnostics: errors)
}
