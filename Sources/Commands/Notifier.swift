import Access
import CurlTransport
import Documents
import Explaining
import HTTPMessages
import Reports

/// Posts the JSON report when the picture changes; what could not be posted is tried again at the next check.
final class Notifier {
  private let transport: any HTTPTransport
  private let target: String
  private let console: Console
  /// The picture that was posted last; nil at the start, where being in sync is no news.
  private var told: String?

  init(_ url: NotifyURL, _ context: CommandContext) {
    transport = CurlTransport(
      to: url.base, stop: context.stop, environment: context.environment, limits: .notification)
    target = url.target
    console = context.console
  }

  /// Whether a report was posted; nil when there was nothing to tell. What was not read whole is no news of the
  /// workspace: that is in `/healthz` and in the metrics.
  func tell(_ drift: Drift) -> Bool? {
    let picture = drift.picture
    guard drift.plan.isComplete, picture != told, told != nil || !drift.isInSync else {
      if drift.plan.isComplete, told == nil { told = picture }
      return nil
    }
    let request = HTTPRequest(
      .post, target,
      fields: [HTTPField("Content-Type", "application/json"), HTTPField("User-Agent", accordAgent)],
      body: Array(jsonReport(drift, accord: accordVersion).utf8))
    switch transport.send(request) {
    case .success(let response) where (200..<300).contains(response.status):
      told = picture
      return true
    case .success(let response): return failed("the answer was \(response.status)")
    case .failure(.notSent(let reason)), .failure(.untrusted(let reason)): return failed(reason)
    case .failure(.answerLost(let reason)): return failed("it may or may not have arrived: \(reason)")
    }
  }

  private func failed(_ reason: String) -> Bool {
    console.complain("the report could not be posted to --notify, and is posted again at the next check: \(reason)")
    return false
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
