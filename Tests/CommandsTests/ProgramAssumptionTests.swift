import CurlTransport
import FoundationEssentials
import HTTPMessages
import Testing

@testable import Commands

/// `accord sandbox` as a program: that what it is told to assume is what it answers.
@Suite(.timeLimit(.minutes(2))) struct `The sandbox` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.write(
      "workspace.json",
      #"""
      {"formatVersion": 1, "workspace": {"id": "w", "slug": "acme"},
       "roles": [{"id": "r-owner", "name": "Workspace Owner"}],
       "people": [{"id": "u-ada", "email": "ada@acme.com",
         "grants": [{"roleID": "r-owner", "scope": {"workspace": true}}]}],
       "groups": [{"id": "g", "name": "G", "members": ["ada@acme.com"]}]}
      """#)
  }

  private func status(_ sandbox: SandboxProcess, _ method: HTTPRequest.Method, _ target: String) throws -> Int? {
    let transport = CurlTransport(to: try BaseURL(sandbox.url), stop: StopFlag(), environment: [:])
    let request = HTTPRequest(method, target, fields: [HTTPField("Authorization", "Bearer sandbox")])
    return try? transport.send(request).get().status
  }

  /// Segment's Python SDK sends the first, ConductorOne's connector the second.
  @Test func `takes both ways of a DELETE that others send, where it is told to`() throws {
    let (repeated, plural) = ("/group/g/users?emails=ada@acme.com", "/groups/g/users?emails.0=ada@acme.com")
    let strict = try SandboxProcess(in: place, "--assume", "query-arrays=strict")
    #expect(try status(strict, .delete, repeated) == 422)
    #expect(try status(strict, .delete, plural) == 404)
    #expect(strict.stop() == 0)
    try place.write("behaviour.json", #"{"formatVersion": 1, "behaviour": {"query-arrays": "strict"}}"#)
    let both = try SandboxProcess(
      in: place, "--behaviour", "behaviour.json", "--assume", "plural-members=yes", "--assume", "query-arrays=lenient")
    #expect(try status(both, .delete, plural) == 200)
    #expect(try status(both, .delete, repeated) == 404)
    #expect(both.stop() == 0)
    let plain = try SandboxProcess(in: place)
    #expect(try status(plain, .delete, repeated) == 200)
    #expect(plain.stop() == 0)
  }

  @Test func `says what is wrong with a file of assumptions, with its name`() throws {
    let accord = Accord(place: place)
    for (text, message) in [
      (
        #"{"formatVersion": 1, "behaviour": {"concurency": 4}}"#,
        "no switch is called 'concurency'; did you mean concurrency?"
      ),
      (#"{"formatVersion": 1, "behaviour": {"tier": "gold"}}"#, "tier cannot be 'gold'; use business|team"),
      ("{", "the behaviour is not JSON: "),
    ] {
      try place.write("behaviour.json", text)
      let run = try accord("sandbox", "workspace.json", "--behaviour", "behaviour.json")
      #expect(run.code == 1)
      #expect(run.output == "")
      #expect(run.errors.hasPrefix("error: behaviour.json: \(message)"), "\(run.errors)")
    }
  }

  @Test func `is wrong usage where an assumption is none`() throws {
    let run = try Accord(place: place)("sandbox", "workspace.json", "--assume", "last-owner=maybe")
    #expect(run.code == 64)
    #expect(run.errors.contains("last-owner cannot be 'maybe'; use bad-request|conflict|allowed"))
  }
}
