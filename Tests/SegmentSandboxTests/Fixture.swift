import HTTPMessages

@testable import SegmentSandbox

/// The workspace most tests begin with: small, and with one of everything.
enum Fixture {
  static let owner = "1WDUuRLxv84rrfCNUwvkrRtkxnS"
  static let base = "1aEWAcU0fArxScocwH9xxLgW7r3"
  static let sourceAdmin = "1WDUuSF1kN1xis2lp09RVKOsnnL"
  static let functionAdmin = "1WDUuUTNtbdpyJV0KPQzlHVkewe"
  static let workspace = "9aQ1Lj62S4bomZKLF4DPqW"

  /// As an accord snapshot would have it; the ids are those of Segment's examples.
  static let snapshot = """
    { "formatVersion": 1,
      "workspace": {"id": "9aQ1Lj62S4bomZKLF4DPqW", "slug": "papi-e2e", "name": "papi e2e"},
      "readAt": "2026-11-21T08:00:00Z", "complete": true, "notOnThisPlan": [],
      "roles": [
        {"id": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "name": "Workspace Owner", "description": "Everything."},
        {"id": "1aEWAcU0fArxScocwH9xxLgW7r3", "name": "Minimal Workspace Access", "description": "View."},
        {"id": "1WDUuSF1kN1xis2lp09RVKOsnnL", "name": "Source Admin", "description": "Sources."},
        {"id": "1WDUuUTNtbdpyJV0KPQzlHVkewe", "name": "Function Admin", "description": "Functions."}],
      "people": [
        {"id": "u-ada", "email": "ada@acme.com", "name": "Ada",
          "grants": [{"roleID": "1WDUuRLxv84rrfCNUwvkrRtkxnS", "scope": {"workspace": true}}]},
        {"id": "u-bob", "email": "bob@acme.com", "name": "",
          "grants": [
            {"roleID": "1aEWAcU0fArxScocwH9xxLgW7r3", "scope": {"workspace": true}},
            {"roleID": "1WDUuSF1kN1xis2lp09RVKOsnnL", "scope": {"resource": "source/website", "id": "src-web"}}]},
        {"id": "u-eve", "email": "eve@acme.com", "name": "Eve", "grants": []}],
      "invites": ["lin@acme.com"],
      "groups": [
        {"id": "g-data", "name": "Data", "members": ["bob@acme.com"], "invites": ["lin@acme.com"],
          "grants": [
            {"roleID": "1WDUuSF1kN1xis2lp09RVKOsnnL", "scope": {"labels": {"environment": "dev"}}},
            {"roleID": "1WDUuSF1kN1xis2lp09RVKOsnnL", "scope": {"labels": {"environment": "prod"}}}]},
        {"id": "g-empty", "name": "Empty", "members": [], "invites": [], "grants": []}],
      "resources": [
        {"type": "SOURCE", "id": "src-web", "slug": "website", "name": "Website", "labels": {"environment": "prod"}},
        {"type": "SOURCE", "id": "src-ios", "slug": "ios", "name": "", "labels": {}},
        {"type": "WAREHOUSE", "id": "wh-1", "slug": "", "name": "Main", "labels": {}},
        {"type": "FUNCTION", "id": "sfnc_1", "slug": "geo", "name": "Geo", "labels": {}},
        {"type": "FUNCTION", "id": "dfn_1", "slug": "post", "name": "Post", "labels": {}},
        {"type": "SPACE", "id": "spa_1", "slug": "default", "name": "Default", "labels": {}}],
      "labels": [
        {"key": "environment", "value": "dev", "description": ""},
        {"key": "environment", "value": "prod", "description": "live"},
        {"key": "type", "value": "web", "description": ""}] }
    """

  static func sandbox(
    _ behaviour: SandboxBehaviour = SandboxBehaviour(), faults: [SandboxFault] = [],
    time: VirtualClock = VirtualClock(), snapshot: String = Fixture.snapshot
  ) throws -> Sandbox {
    try Sandbox(snapshot: Array(snapshot.utf8), behaviour: behaviour, faults: faults, time: time)
  }
}

extension Sandbox {
  /// Sends one request through the in-process transport, with a token and a JSON content type.
  func send(
    _ method: HTTPRequest.Method, _ target: String, _ body: JSON? = nil, token: String? = "secret",
    accept: String? = "application/vnd.segment.v1+json", contentType: String = "application/json"
  ) -> Result<HTTPResponse, TransportFailure> {
    var fields: [HTTPField] = []
    if let token { fields.append(HTTPField("Authorization", "Bearer \(token)")) }
    if let accept { fields.append(HTTPField("Accept", accept)) }
    if body != nil { fields.append(HTTPField("Content-Type", contentType)) }
    return SandboxTransport(self).send(HTTPRequest(method, target, fields: fields, body: body?.bytes() ?? []))
  }

  /// The status and JSON of the answer.
  func ask(_ method: HTTPRequest.Method, _ target: String, _ body: JSON? = nil) throws -> Reply {
    try Reply(send(method, target, body).get())
  }
}

/// An answer whose body is JSON.
struct Reply: Hashable {
  let status: Int
  let json: JSON

  init(_ response: HTTPResponse) throws {
    status = response.status
    json = try JSON(reading: response.body)
  }

  init(_ status: Int, data: JSON) {
    self.status = status
    json = ["data": data]
  }

  var data: JSON? { json["data"] }

  /// `field: message` of each error.
  var errors: [String] {
    (json["errors"]?.array ?? []).map { "\($0["field"]?.string ?? "-"): \($0["message"]?.string ?? "")" }
  }
}
