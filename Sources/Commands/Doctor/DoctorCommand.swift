import Access
import Reconciliation
import Reports
import SegmentAPI

extension Program {
  /// Checks what there is, and says what does not work; sends nothing but GET.
  static func doctor(_ arguments: DoctorArguments, _ context: CommandContext) throws -> ExitCode {
    var checkup = Checkup()
    let slug = checkup.addPolicy(arguments, context)
    try checkup.addWorkspace(arguments, region: arguments.region ?? slug?.region, named: slug?.slug, context)
    switch arguments.format {
    case .text: try context.console.print(TerminalText(checkup, context.console.outputStyle))
    case .json: try context.console.print(document: jsonReport(checkup, accord: accordVersion))
    }
    return checkup.hasFailed ? .failure : .success
  }
}

extension Checkup {
  fileprivate mutating func addWorkspace(
    _ arguments: DoctorArguments, region: DesiredWorkspace.Region?, named slug: String?, _ context: CommandContext
  ) throws {
    let session: Session
    do {
      session = try Session(arguments.source, region: region ?? .us, context)
    } catch {
      // No token, or an address that none may be sent to: both say what to do.
      return add(Check(.token, .fail, "\(error)"))
    }
    addRegion(arguments, region, context.environment)
    let soundings: Soundings
    do throws(ReadingError) {
      let since = Moment(seconds: context.now.seconds - AuditTrail.kept)
      soundings = try Soundings(session.reader, at: context.now, trailSince: since)
    } catch {
      guard error != .interrupted else { throw error }
      return addNoAnswer(error, arguments, context.environment)
    }
    workspace = soundings.workspace
    addConnection(arguments.source, context.environment)
    addToken(soundings, slug)
    addAccess(soundings)
    addKnowledge(soundings)
    addPace(soundings, session)
    addClock(session.reader.serverTimeDifference)
    addLock(RunFiles.subject(of: arguments.source, soundings.workspace))
  }
}
