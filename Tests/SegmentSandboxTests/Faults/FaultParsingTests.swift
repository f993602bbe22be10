import HTTPMessages
import Serving
import Testing

@testable import SegmentSandbox

struct FaultParsingTests {
  /// Which of twelve calls a fault fires at.
  private func firings(_ when: String, total: Int = 12) throws -> [Int] {
    let sandbox = try Fixture.sandbox(.unlimited, faults: [try SandboxFault(parsing: "GET /:status=500\(when)")])
    return try (1...total).filter { _ in try sandbox.send(.get, "/").get().status == 500 }
  }

  @Test(arguments: [
    ("", Array(1...12)), ("@2", [2]), ("@2-3", [2, 3]), ("@11-", [11, 12]), ("@every-4", [4, 8, 12]),
    ("@100%", Array(1...12)),
  ])
  func `a time says which calls`(when: String, calls: [Int]) throws {
    #expect(try firings(when) == calls)
  }

  @Test func `a chance is the same for the same seed, and about as large as it says`() throws {
    let one = try firings("@25%/7", total: 400)
    #expect(one == (try firings("@25%/7", total: 400)))
    #expect(one != (try firings("@25%/8", total: 400)))
    #expect((60...140).contains(one.count))
  }

  @Test(arguments: [
    ("*", "GET", "/users", true), ("read", "GET", "/x", true), ("read", "PUT", "/x", false),
    ("write", "DELETE", "/x", true),
    ("POST", "POST", "/a/b", true), ("POST", "PUT", "/a/b", false), ("/users", "GET", "/users?x=1", true),
    ("GET /users", "GET", "/users/u", false), ("GET /users/*", "GET", "/users/u", true),
    ("GET /users/{userId}", "GET", "/users/u", true), ("GET /users/*", "GET", "/users", false),
    ("/groups/**", "GET", "/groups", true), ("/groups/**", "GET", "/groups/a/b", true),
    ("/groups/**", "GET", "/group/a", false),
    ("GET /", "GET", "/", true), ("GET /", "GET", "/users", false),
    ("write /groups/*/users", "POST", "/groups/g/users", true),
  ])
  func `a pattern matches calls`(pattern: String, method: String, target: String, matches: Bool) throws {
    let calls = try #require(CallPattern(parsing: pattern))
    #expect(calls.matches(RawRequest(method: method, target: target)) == matches)
  }

  @Test(arguments: Endpoint.allCases)
  func `an endpoint's name is a pattern for it`(endpoint: Endpoint) {
    #expect(CallPattern(parsing: endpoint.rawValue) == CallPattern(endpoint))
  }

  @Test(arguments: [
    ("lost", "'lost' is no fault; write CALLS:WHAT, for example 'POST /invites:lost@2'"),
    ("users:lost", "'users' names no calls; write *, read, write, or a method and path such as 'GET /users'"),
    ("/a/**/b:lost", "'/a/**/b' names no calls; write *, read, write, or a method and path such as 'GET /users'"),
    ("*:lost=3", "'lost' takes no value"), ("*:status", "'status' wants status=CODE[/json|/html|/empty]"),
    ("*:status=999", "'status' wants status=CODE[/json|/html|/empty]"), ("*:slow=2", "'slow' wants slow=2s|500ms"),
    ("*:admin=nothing", "'admin' wants admin=CHANGE"), ("*:redirect=elsewhere", "'redirect' wants redirect=URL"),
    ("*:lost@0", "'0' is no time; write N, N-M, N-, every-N or P%"),
    ("*:lost@3-2", "'3-2' is no time; write N, N-M, N-, every-N or P%"),
    ("*:lost@101%", "'101%' is no time; write N, N-M, N-, every-N or P%"),
    ("*:lost@", "'' is no time; write N, N-M, N-, every-N or P%"),
  ])
  func `what is no fault says why`(text: String, message: String) {
    let problem = #expect(throws: SandboxFaultProblem.self) { try SandboxFault(parsing: text) }
    #expect(problem?.description == message)
  }

  @Test func `an unknown word names the words there are`() {
    let problem = #expect(throws: SandboxFaultProblem.self) { try SandboxFault(parsing: "*:explode") }
    #expect(
      problem?.description.hasPrefix("'explode' is no kind of fault; there are status, status-after, refused") == true)
  }

  @Test func `a redirect's URL may hold an at sign`() throws {
    let fault = try SandboxFault(parsing: "*:redirect=https://me@evil.example@2")
    guard case .redirect("https://me@evil.example") = fault.kind else {
      Issue.record("\(fault.kind)")
      return
    }
    #expect(fault.when == .nth(2))
  }

  @Test func `the help names every word and every change`() {
    for word in FaultWord.all { #expect(SandboxFault.help.contains("    \(word.name)")) }
    for change in AdministratorsChange.allCases { #expect(SandboxFault.help.contains("    \(change.rawValue)")) }
    #expect(!SandboxFault.help.contains("\n\n\n"))
  }
}
