import HTTPMessages
import Serving

/// What the sandbox's lock guards, and the way of a request through it.
struct SandboxState {
  var history: WorldHistory
  var behaviour: SandboxBehaviour
  var faults: FaultInjector
  var log = RequestLog()
  private var limiter = RateLimiter()
  private var places = Places()
  private var proxy = ProxyLimiter()
  private var requests = 0
  /// What audit events call each token; nothing of the token itself.
  private var tokenIDs: [String: String] = [:]

  init(_ world: World, _ behaviour: SandboxBehaviour, _ faults: [SandboxFault]) {
    history = WorldHistory(world)
    self.behaviour = behaviour
    self.faults = FaultInjector(faults)
  }

  mutating func change<Result>(_ now: Duration, _ change: (inout World) -> Result) -> Result {
    var world = history.current
    let result = change(&world)
    history.append(world, requests: requests, time: now, lag: behaviour.readLag)
    return result
  }

  /// What comes back: an answer that a fault gives instead, or the request's own with the faults that tamper with it.
  mutating func deliver(_ request: RawRequest, _ now: Duration, isOneTooMany: Bool) -> Delivery {
    requests += 1
    if let limit = behaviour.proxyRequestsPerSecond, !proxy.lets(through: limit, at: now) {
      return logged(Delivery(response: SandboxFault.response(429, .html)), of: request, endpoint: nil, now)
    }
    let fired = faults.fired(by: request)
    let acts = fired.compactMap(\.act)
    for act in acts { change(now) { act(&$0, now) } }
    let call = Result { () throws(ErrorResponse) in try Call(request) }
    let route = call.flatMap { call in Result { () throws(ErrorResponse) in try Route(call, behaviour) } }
    var delivery: Delivery
    if let early = fired.lazy.compactMap({ $0.answerInstead(of: request) }).first {
      delivery = early
    } else {
      delivery = answer(call, route, now, isOneTooMany)
      for fault in fired { fault.tamper(with: &delivery, world: history.current) }
    }
    if !acts.isEmpty { delivery.changedWorld = true }
    delivery.delay = fired.map(\.delay).reduce(delivery.token == nil ? .zero : behaviour.latency, +)
    if let token = delivery.token { places.take(for: token, until: now + delivery.delay) }
    delivery.response.fields += commonFields(now)
    return logged(delivery, of: request, endpoint: try? route.get().endpoint, now)
  }

  private mutating func logged(
    _ delivery: Delivery, of request: RawRequest, endpoint: Endpoint?, _ now: Duration
  ) -> Delivery {
    log.append(
      LoggedRequest(
        method: request.method, target: request.target, endpoint: endpoint, body: request.body,
        status: delivery.response.status == 0 ? nil : delivery.response.status, time: now))
    return delivery
  }

  private mutating func answer(
    _ call: Result<Call, ErrorResponse>, _ route: Result<Route, ErrorResponse>, _ now: Duration, _ isOneTooMany: Bool
  ) -> Delivery {
    var tokenLetIn: String?
    let type = contentType(try? call.get())
    do throws(ErrorResponse) {
      let call = try call.get()
      if call.body.count > behaviour.maximumBody { throw ErrorResponse.bodyTooLarge }
      let token = try token(of: call)
      let isCrowded = behaviour.concurrency.map { places.taken(by: token, at: now) >= $0 } ?? false
      if isOneTooMany || isCrowded { throw .tooManyAtOnce(retryAfter: behaviour.concurrencyRetryAfter) }
      tokenLetIn = token
      let route = try route.get()
      if behaviour.tokenAccess == .member, route.endpoint != .getWorkspace {
        throw ErrorResponse.insufficientRights(behaviour.insufficientRights)
      }
      let limits = try countAgainstLimit(token, route.endpoint, now)
      let answer = try visit(route, call, token, now)
      let body = JSON.object(["data": answer.data]).bytes()
      return Delivery(
        response: HTTPResponse(status: answer.status, fields: fields(limits, type), body: body),
        changedWorld: route.endpoint.isWrite, token: token)
    } catch {
      return Delivery(
        response: HTTPResponse(status: error.status, fields: fields(error.fields, type), body: error.body.bytes()),
        token: tokenLetIn)
    }
  }

  private mutating func visit(
    _ route: Route, _ call: Call, _ token: String, _ now: Duration
  ) throws(ErrorResponse) -> Visit.Answer {
    let isWrite = route.endpoint.isWrite
    let world = isWrite ? history.current : history.seen(requests: requests, time: now, lag: behaviour.readLag)
    let actor = "public-api-token/" + (tokenIDs[token] ?? "")
    var visit = Visit(route: route, call: call, behaviour: behaviour, now: now, actor: actor, world: world)
    let answer = try visit.answer()
    if isWrite { history.append(visit.world, requests: requests, time: now, lag: behaviour.readLag) }
    return answer
  }

  /// 401 for a missing token, one that is not valid, and one of the other region.
  private mutating func token(of call: Call) throws(ErrorResponse) -> String {
    let parts = (call.fields["authorization"] ?? "").split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .unauthorized }
    let token = String(parts[1])
    if let valid = behaviour.validTokens, !valid.contains(token) { throw .unauthorized }
    let foreign = SandboxBehaviour.Region.allCases.filter { $0 != behaviour.region }.map(\.host)
    if behaviour.tokenRegion != behaviour.region || foreign.contains(call.fields["host"]?.lowercased() ?? "") {
      throw .unauthorized
    }
    if tokenIDs[token] == nil {
      tokenIDs[token] = String(World.IDForm.short.id(seed: UInt64(tokenIDs.count)).prefix(8))
    }
    return token
  }

  /// The rate-limit fields of the answer; throws 429.
  private mutating func countAgainstLimit(
    _ token: String, _ endpoint: Endpoint, _ now: Duration
  ) throws(ErrorResponse) -> [String: String] {
    guard let limit = endpoint.hasWriteLimit ? behaviour.writesPerMinute : behaviour.readsPerMinute else { return [:] }
    let use = limiter.use(token: token, endpoint: endpoint, limit: limit, now: now)
    if use.isOverLimit { throw use.refusal(now: now, retryAfter: behaviour.sendsRetryAfter) }
    return use.fields
  }

  private func fields(_ fields: [String: String], _ contentType: String) -> [HTTPField] {
    [HTTPField("Content-Type", contentType)]
      + fields.sorted { $0.key < $1.key }.map { HTTPField($0.key, $0.value) }
  }

  /// The versioned type that was asked for, else plain JSON: Segment documents neither.
  private func contentType(_ call: Call?) -> String {
    MediaType.accepted(call?.fields["accept"]).first { $0.version != nil }?.name ?? "application/json"
  }

  private func commonFields(_ now: Duration) -> [HTTPField] {
    var fields = [HTTPField("Date", CivilTime(sinceEpoch: now).http)]
    if let name = behaviour.requestIDHeader {
      fields.append(HTTPField(name, "req-" + World.IDForm.short.id(seed: UInt64(requests) &* 31)))
    }
    return fields
  }
}
