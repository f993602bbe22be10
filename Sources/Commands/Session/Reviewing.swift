import Access
@preconcurrency import Glibc
import Reconciliation

extension Surroundings {
  /// Reads everything and judges it by the policy, if there is one.
  func review(_ choice: PolicyChoice, _ source: ActualSource, _ region: DesiredWorkspace.Region) throws -> AccessReview {
    let desired = try policy(choice)
    return try review(desired, source, desired?.workspace.region ?? region)
  }

  /// Every list is read, because a review names resources and says which sources carry a label.
  func review(_ desired: DesiredState?, _ source: ActualSource, _ region: DesiredWorkspace.Region) throws
    -> AccessReview
  {
    let reviewed = reviewAccess(desired, try actual(source, region), at: now)
    report(reviewed.diagnostics)
    guard let review = reviewed.review else { throw PolicyRejected() }
    return review
  }

  private func policy(_ choice: PolicyChoice) throws -> DesiredState? {
    switch choice {
    case .directory(let path): return try policy(at: path)
    case .none: return nil
    case .usual:
      guard access(PolicyChoice.usualDirectory, F_OK) == 0 else {
        console.say("there is no directory \(PolicyChoice.usualDirectory): what is found is judged by no policy")
        return nil
      }
      return try policy(at: PolicyChoice.usualDirectory)
    }
  }

  private func actual(_ source: ActualSource, _ region: DesiredWorkspace.Region) throws -> ActualState {
    if case .snapshot(let path) = source { return try Documents.snapshot(path) }
    return try Session(source, region: region, self).read(.everything, at: now)
  }
}
