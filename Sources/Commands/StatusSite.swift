import HTTPMessages
import Reports
import Serving
import Synchronization

/// The status of a service, written by the thread that looks and read by those that serve.
final class StatusBoard<Status: ServedStatus>: Sendable {
  private let status: Mutex<Status>
  private let timekeeper: any Timekeeper

  init(_ status: Status, _ timekeeper: any Timekeeper) {
    self.status = Mutex(status)
    self.timekeeper = timekeeper
  }

  var current: Status { status.withLock { $0 } }
  /// By a clock that nobody sets.
  var uptime: Duration { timekeeper.uptime }

  func change(_ change: (inout Status) -> Void) { status.withLock { change(&$0) } }
}

/// `/healthz` and `/metrics`: counts and times, no names.
///
/// On loopback the server answers to loopback names alone, as any does. Elsewhere the name that it is asked by means
/// nothing: a kubelet asks by the pod's address, a scraper by whatever its discovery found, and there are no secrets here.
struct StatusSite<Status: ServedStatus>: Site {
  private let board: StatusBoard<Status>

  init(_ board: StatusBoard<Status>) { self.board = board }

  func answer(_ request: RawRequest) -> Reply {
    let path = request.target.prefix { $0 != "?" }
    guard path == "/healthz" || path == "/metrics" else {
      return Reply(Self.plain(404, "there are /healthz and /metrics\n"))
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return Reply(Self.plain(405, "GET and HEAD alone\n", [HTTPField("Allow", "GET, HEAD")]))
    }
    let status = board.current
    if path == "/metrics" { return Reply(Self.metrics(status)) }
    let uptime = board.uptime
    return Reply(Self.plain(status.isHealthy(at: uptime) ? 200 : 503, status.health(at: uptime)))
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { Self.plain(refusal.status, refusal.reason + "\n") }

  private static func metrics(_ status: Status) -> HTTPResponse {
    let type = HTTPField("Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8")
    return HTTPResponse(status: 200, fields: [type, .uncached], body: Array(status.metrics.utf8))
  }

  private static func plain(_ status: Int, _ text: String, _ fields: [HTTPField] = []) -> HTTPResponse {
    HTTPResponse(
      status: status, fields: fields + [HTTPField("Content-Type", "text/plain; charset=utf-8"), .uncached],
      body: Array(text.utf8))
  }
}

extension HTTPField {
  fileprivate static let uncached = HTTPField("Cache-Control", "no-store")
}

extension ServerLimits {
  /// A few scrapers at a time; nobody sends this server a body. Whoever connects and says nothing is gone before a probe
  /// gives up, so that idle clients cannot make the service look dead.
  static var status: ServerLimits {
    var limits = ServerLimits()
    limits.head = 8 << 10
    limits.body = 1 << 10
    limits.connections = 64
    limits.idleTime = .seconds(2)
    limits.headTime = .seconds(5)
    limits.bodyTime = .seconds(10)
    limits.sendTime = .seconds(10)
    return limits
  }
}
