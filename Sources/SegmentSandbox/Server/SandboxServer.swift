import HTTPMessages
package import Serving
import Synchronization

/// A sandbox as an HTTP/1.1 server on 127.0.0.1, and on no other address.
package final class SandboxServer: Sendable {
  private let server: HTTPServer
  /// The port it listens on.
  package var port: UInt16 { server.port }
  /// What to give a client as the API's URL.
  package var url: String { server.url }

  /// Listens on that port (0 takes any free one) and serves until ``stop()``.
  ///
  /// `save` is called with a snapshot after each request that changed the world and before its answer is sent, one
  /// call at a time, never with an older world than the call before.
  package init(
    _ sandbox: Sandbox, port: UInt16 = 0, limits: ServerLimits = ServerLimits(),
    save: (@Sendable ([UInt8]) -> Void)? = nil
  ) throws(ServerProblem) {
    server = try HTTPServer(SandboxSite(sandbox, save), at: ListenAddress(port: port), limits: limits)
  }

  /// Ends every connection after the answer it is writing, and returns when all is closed; not from the `save` hook.
  package func stop() { server.stop() }
}

/// The sandbox behind a server.
private final class SandboxSite: Site {
  private let sandbox: Sandbox
  private let save: (@Sendable ([UInt8]) -> Void)?
  /// One call of the hook at a time, each with the world as it is by then.
  private let turn = Mutex(())

  init(_ sandbox: Sandbox, _ save: (@Sendable ([UInt8]) -> Void)?) {
    self.sandbox = sandbox
    self.save = save
  }

  func answer(_ request: RawRequest) -> Reply {
    let delivery = sandbox.deliver(request)
    if delivery.changedWorld, let save { turn.withLock { _ in save(sandbox.snapshot()) } }
    return Reply(delivery.response, form: delivery.form, delay: delivery.delay)
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse {
    let failure = ErrorResponse.Failure(
      type: refusal.status == 413 ? "payload-too-large" : "bad-request", message: refusal.reason)
    let body = ErrorResponse(status: refusal.status, failures: [failure]).body.bytes()
    return HTTPResponse(status: refusal.status, fields: [HTTPField("Content-Type", "application/json")], body: body)
  }
}
