import Access
import CurlTransport
import Explaining
import HTTPMessages
import Reports

/// Tells whoever is to know what is new, each thing once. What was not delivered is told with the next look; that it was
/// not costs a line on stderr and nothing else.
///
/// The address is a secret: whoever has it can write in the reader's name. It is asked for anew for each message, because
/// it may be renewed, and stands in no line that is printed.
final class Teller {
  private let arguments: NotifyArguments
  private let context: CommandContext
  private var told: Told
  /// An address that came through a pipe, which cannot be read again.
  private var piped: String?
  /// What is in the file of `--state`.
  private var saved: Told?
  /// What the file of `--state` was when it was read or written last; nil where there is none.
  private var version: PrivateFile.Version?

  /// Nil where nobody is to be told.
  /// - Throws: where there is no address, or the state cannot be kept: that is better known before the work than after.
  convenience init?(
    _ arguments: NotifyArguments?, of command: Told.Command, workspace slug: String, _ context: CommandContext
  ) throws {
    guard let arguments else { return nil }
    try self.init(arguments, of: command, workspace: slug, context)
  }

  init(
    _ arguments: NotifyArguments, of command: Told.Command, workspace slug: String, _ context: CommandContext
  ) throws {
    self.arguments = arguments
    self.context = context
    told = Told(command, of: slug)
    _ = try address()
    guard let path = arguments.state else { return }
    if let problem = PrivateFile.problem(writing: path) { throw problem }
    version = PrivateFile.Version(path)
    guard version != nil else { return }
    told = try Documents.told(path)
    guard told.command == command, told.workspace == slug else {
      throw FileProblem(
        path,
        "is of accord \(told.command.rawValue) in workspace '\(told.workspace)'; name another file with --state")
    }
  }

  /// Whether a message was delivered; nil where there was nothing to tell. What was not read whole is no news of the
  /// workspace: that is in `/healthz` and in the metrics.
  func tell(_ drift: Drift) -> Bool? {
    if drift.plan.isComplete { told.note(drift.news) }
    return deliver(drift)
  }

  /// The same of a run of apply, or, without one, of what was not delivered before.
  func tell(_ applied: Applied) -> Bool? {
    told.note(applied.news)
    return deliver(nil)
  }

  /// The same of a look of a service, where nobody was there: what was taken away is told too.
  /// - Parameters:
  ///   - applied: nil where nothing was due; what was not delivered before is tried again.
  ///   - staying: what is said of ends that are due and not made.
  func tell(_ applied: Applied?, staying: [News]) -> Bool? {
    if let applied {
      let news = applied.news
      told.note(news + staying.filter { !news.contains($0) }, events: applied.ends)
    }
    return deliver(nil)
  }

  func tell(refusal: String) -> Bool? {
    told.note([News(refusal: refusal)])
    return deliver(nil)
  }

  /// The file is written before the message is sent as well: who is killed in between tells twice rather than never.
  private func deliver(_ drift: Drift?) -> Bool? {
    save()
    guard !told.outbox.isEmpty else { return nil }
    guard let problem = post(drift) else {
      told.delivered()
      save()
      return true
    }
    let next = arguments.state == nil ? "with the next look" : "with the next look or run"
    context.console.complain("the message of --notify was not delivered and is sent again \(next): \(problem)")
    return false
  }

  /// - Returns: why it did not arrive; nil where it did.
  private func post(_ drift: Drift?) -> String? {
    let url: NotifyURL
    do { url = try address() } catch { return "\(error)" }
    let transport = CurlTransport(
      to: url.base, stop: context.stop, environment: context.environment, limits: .notification)
    let message = Message(told, link: arguments.link)
    let body =
      switch arguments.format {
      case .slack: message.slack
      case .json: message.json(drift, accord: accordVersion)
      }
    let request = HTTPRequest(
      .post, url.target,
      fields: [HTTPField("Content-Type", "application/json"), HTTPField("User-Agent", accordAgent)],
      body: Array(body.utf8))
    let hidden = { (reason: String) in reason.replacing(url.base.host, with: "the receiver") }
    switch transport.send(request) {
    case .success(let response) where (200..<300).contains(response.status): return nil
    case .success(let response): return "the answer was \(response.status)"
    case .failure(.notSent(let reason)), .failure(.untrusted(let reason)): return hidden(reason)
    case .failure(.answerLost(let reason)): return "it may or may not have arrived: \(hidden(reason))"
    }
  }

  /// No problem with it shows what stands where the address should be, be it a path that is none.
  private func address() throws -> NotifyURL {
    let text: String
    if let piped {
      text = piped
    } else if let file = arguments.file {
      let isPiped = PipedInput.isPiped(file)
      do { text = try SecretFile.text(file) } catch {
        throw SessionProblem("\(error)".replacing(file, with: "the file of --notify-file"))
      }
      if isPiped { piped = text }
    } else if let given = context.environment["ACCORD_NOTIFY_URL"] {
      text = given
    } else {
      throw SessionProblem("no address for --notify: set ACCORD_NOTIFY_URL, or name a file with --notify-file")
    }
    do { return try NotifyURL(text) } catch {
      throw SessionProblem("the address for --notify is none: expected \(error)")
    }
  }

  private func save() {
    guard let path = arguments.state, told != saved else { return }
    let bytes = Array(told.fileText(accord: accordVersion).utf8)
    do {
      if let version {
        self.version = try PrivateFile.replace(path, with: bytes, ifStill: version)
      } else {
        try PrivateFile.replace(path, with: bytes)
        version = PrivateFile.Version(path)
      }
      saved = told
    } catch {
      context.console.complain("what was told could not be kept: \(error)")
    }
  }
}

extension TransportLimits {
  /// A receiver that is slow or never done holds up neither the next look nor the end of the service for long: half a
  /// minute is all that Kubernetes gives a process to stop. Nobody reads what the answer says.
  static var notification: TransportLimits {
    var limits = TransportLimits()
    limits.connect = .seconds(5)
    limits.total = .seconds(10)
    limits.body = 1 << 20
    return limits
  }
}
