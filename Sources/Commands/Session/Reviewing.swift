import Access
import Explaining
@preconcurrency import Glibc
import Reconciliation

extension CommandContext {
  /// Reads everything and judges it by the policy, if there is one.
  ///
  /// - Parameters:
  ///   - age: how old a snapshot may be; nil for any age.
  ///   - since: what is to be read no more than what changed since; nil for everything.
  func review(
    _ choice: PolicyChoice, _ source: ActualSource, _ region: DesiredWorkspace.Region, atMost age: Duration? = nil,
    since: SinceArguments? = nil
  ) throws -> AccessReview {
    let desired = try policy(choice)
    return try review(desired, source, desired?.workspace.region ?? region, atMost: age, since: since)
  }

  /// Every list is read, because a review names resources and says which sources carry a label; then the audit trail,
  /// which a snapshot does not have.
  func review(
    _ desired: DesiredState?, _ source: ActualSource, _ region: DesiredWorkspace.Region, atMost age: Duration? = nil,
    since: SinceArguments? = nil
  ) throws -> AccessReview {
    if case .snapshot(let path) = source { return try review(desired, try snapshot(path, atMost: age)) }
    let session = try Session(source, region: region, self)
    let actual = try session.read(.everything, at: now, since: since)
    return try review(desired, actual).explained(by: try TrailReader(session.reader).read(since: trailStart), actual)
  }

  /// Since when Segment keeps the audit trail.
  var trailStart: Moment { Moment(seconds: now.seconds - AuditTrail.kept) }

  /// What the policy alone declares.
  func declaredAccess(_ choice: PolicyChoice) throws -> AccessReview {
    let directory =
      switch choice {
      case .directory(let path): path
      case .usual, .none: PolicyChoice.usualDirectory
      }
    return try review(Explaining.declaredAccess(try policy(at: directory), at: now))
  }

  private func review(_ desired: DesiredState?, _ actual: ActualState) throws -> AccessReview {
    try review(reviewAccess(desired, actual, at: now))
  }

  private func review(_ reviewed: Reviewed) throws -> AccessReview {
    // What the report says is not said beside it.
    let told = Set(reviewed.review?.warnings ?? [])
    report(reviewed.diagnostics.filter { !told.contains($0) })
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
}
