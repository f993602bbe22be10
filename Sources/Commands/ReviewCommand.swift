import Access
@preconcurrency import Glibc
import Reconciliation
import Reports

extension Program {
  /// Reads, and lists who has which access; sends nothing but GET.
  static func review(_ arguments: ReviewArguments, _ world: Surroundings) throws -> ExitCode {
    if let path = arguments.out, let problem = PrivateFile.problem(writing: path) { throw problem }
    let review = try world.review(arguments.policy, arguments.source, arguments.region)
    // A file wants no escape codes, whatever the terminal can do.
    let style = arguments.out == nil ? world.console.outputStyle : Style()
    let text =
      switch arguments.format {
      case .text: textReport(review, style: style)
      case .json: jsonReport(review, accord: accordVersion)
      }
    if let path = arguments.out {
      try PrivateFile.replace(path, with: Array(text.utf8))
      world.console.say("wrote \(path)")
    } else {
      try world.console.print(text)
    }
    return review.incomplete.isEmpty ? .success : .failure
  }
}

extension Surroundings {
  /// Reads everything and judges it by the policy, if there is one.
  func review(_ choice: PolicyChoice, _ source: ActualSource, _ region: DesiredWorkspace.Region) throws -> AccessReview
  {
    let desired = try policy(choice)
    let actual = try self.actual(source, desired?.workspace.region ?? region)
    let reviewed = reviewAccess(desired, actual, at: now)
    guard let review = reviewed.review else {
      report(reviewed.diagnostics)
      throw PolicyRejected()
    }
    report(reviewed.diagnostics)
    return review
  }

  private func policy(_ choice: PolicyChoice) throws -> DesiredState? {
    switch choice {
    case .directory(let path): return try policy(at: path)
    case .none: return nil
    case .usual:
      let usual = "policies"
      guard access(usual, F_OK) == 0 else {
        console.say("there is no directory \(usual): what is found is judged by no policy")
        return nil
      }
      return try policy(at: usual)
    }
  }

  /// Every list, because a review names resources and says which sources carry a label.
  private func actual(_ source: ActualSource, _ region: DesiredWorkspace.Region) throws -> ActualState {
    if case .snapshot(let path) = source { return try Documents.snapshot(path) }
    return try Session(source, region: region, self).read(.everything, at: now)
  }
}
