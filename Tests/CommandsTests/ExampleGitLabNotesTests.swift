import FoundationEssentials
import Glibc
import HTTPMessages
import Serving
import Synchronization
import Syntax
import Testing
import YAML

@testable import SegmentSandbox

private let hasTools = ["jq", "curl"].allSatisfy { access("/usr/bin/\($0)", X_OK) == 0 }

/// The jobs of `examples/ci/gitlab-ci.yaml` that comment, run against notes of a merge request on loopback.
@Suite(.enabled(if: hasTools)) struct `Notes on a merge request of GitLab` {
  private let place: PrivatePlace
  private let notes = MergeRequestNotes()
  private let server: HTTPServer

  init() throws {
    place = try PrivatePlace()
    server = try HTTPServer(notes)
    try place.make("report")
    try place.make("reviewed")
  }

  /// A job that comments, without the line that installs what it needs.
  private func job(_ name: String, token: String = MergeRequestNotes.token) throws -> Accord.Ending {
    let jobs = try `A workflow`.node(`A workflow`.gitLab)
    let setting = try #require(jobs[".comment"]?["before_script"]?.values).filter { !$0.hasPrefix("apt-get ") }
    let script = try #require(jobs[name]?["script"]?.values)
    try #require(setting.count == 1)
    return try place.step(
      (setting + script).joined(separator: "\n"),
      environment: [
        "CI_API_V4_URL": "\(server.url)/api/v4", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "12",
        "COMMENT_TOKEN": token, "WORKSPACE": "acme", "CI_PIPELINE_URL": "https://gitlab.example/acme/-/pipelines/7",
      ])
  }

  /// A report of so many pages, each with a text that no shell or form may touch.
  private func write(_ kind: String, pages: Int, _ text: String, to file: String) throws {
    for page in 1...pages {
      let name = page == 1 ? "\(file).md" : "\(file)-\(page).md"
      try place.write(name, Self.page(kind, page, of: pages, text))
    }
  }

  private static func page(_ kind: String, _ page: Int, of pages: Int, _ text: String) -> String {
    "<!-- accord \(kind) acme \(page)/\(pages) -->\n## \(text) \(page)\n\n`$(id)` & 100 % + ü 🙂 \"'\\\n"
  }

  @Test func `are written over in place, with the pages that are left, and nobody else's`() throws {
    // More than a page of notes before ours; one of somebody who quotes us, one of ours about something else.
    for number in 1...130 { notes.add("note \(number)", by: 3) }
    notes.add("<!-- accord plan acme 1/1 -->\nquoted", by: 3)
    notes.add("<!-- accord outcome acme 1/1 -->\nof the last time", by: MergeRequestNotes.me)
    notes.add("<!-- accord plan other 1/1 -->\nof another workspace", by: MergeRequestNotes.me)
    let others = notes.all
    try write("plan", pages: 3, "first", to: "report/comment")
    #expect(try job("comment").code == 0)
    let first = notes.all.dropFirst(others.count)
    #expect(first.map(\.body) == (1...3).map { Self.page("plan", $0, of: 3, "first") })
    for page in 2...3 { try FileManager.default.removeItem(atPath: "\(place.path)/report/comment-\(page).md") }
    try write("plan", pages: 2, "second", to: "report/comment")
    let ending = try job("comment")
    #expect(ending.code == 0, "\(ending.everything)")
    let second = notes.all.dropFirst(others.count)
    #expect(second.map(\.body) == (1...2).map { Self.page("plan", $0, of: 2, "second") })
    #expect(second.map(\.id) == first.prefix(2).map(\.id))
    #expect(Array(notes.all.prefix(others.count)) == others)
  }

  @Test func `tell the outcome, also where accord ended before there was one`() throws {
    try place.write("reviewed/12.json", "{}")
    #expect(try job("outcome").code == 0)
    #expect(notes.all.map(\.body).first?.hasPrefix("<!-- accord outcome acme 1/1 -->\n## Not applied\n") == true)
    try write("outcome", pages: 1, "done", to: "outcome")
    #expect(try job("outcome").code == 0)
    #expect(notes.all.map(\.body) == [Self.page("outcome", 1, of: 1, "done")])
  }

  @Test func `fail the job where the token is refused, and where a page has no marker`() throws {
    try write("plan", pages: 1, "first", to: "report/comment")
    let refused = try job("comment", token: "another")
    #expect(refused.code != 0, "\(refused.everything)")
    #expect(!refused.everything.contains("another"))
    // Notes that cannot be read are not none, and not to be waited for without end.
    notes.failListing()
    #expect(try job("comment").code != 0)
    try place.write("report/comment.md", "## Plan\n")
    #expect(try job("comment").code != 0)
    #expect(notes.all.isEmpty)
  }
}

private typealias JSON = Syntax.JSON

/// The notes of one merge request, as GitLab's API has them: a hundred a page at most, the oldest first where asked for.
private final class MergeRequestNotes: Site {
  struct Note: Hashable {
    let id: Int
    let author: Int
    var body: String
  }

  static let token = "comment-token"
  static let me = 41
  private static let path = "/api/v4/projects/7/merge_requests/12/notes"
  private let state = Mutex((notes: [Note](), last: 900, lists: true))

  var all: [Note] { state.withLock { $0.notes } }

  func failListing() { state.withLock { $0.lists = false } }

  @discardableResult func add(_ body: String, by author: Int) -> Note {
    state.withLock { state in
      state.last += 1
      state.notes.append(Note(id: state.last, author: author, body: body))
      return state.notes[state.notes.count - 1]
    }
  }

  func refuse(_ refusal: ParseRefusal) -> HTTPResponse { HTTPResponse(status: refusal.status) }

  func answer(_ request: RawRequest) -> Reply {
    guard request.fields["private-token"] == Self.token else { return Reply(HTTPResponse(status: 401)) }
    let parts = request.target.split(separator: "?", maxSplits: 1)
    let query = values(parts.count == 2 ? parts[1] : "")
    switch (request.method, parts[0]) {
    case ("GET", "/api/v4/user"): return reply(200, .object(of: JSON.Member("id", .integer(Int64(Self.me)))))
    case ("GET", Self.path[...]):
      guard state.withLock({ $0.lists }) else { return Reply(HTTPResponse(status: 502)) }
      guard query["sort"] == "asc", let size = query["per_page"].flatMap({ Int($0) }),
        let page = query["page"].flatMap({ Int($0) })
      else { return Reply(HTTPResponse(status: 400)) }
      return reply(200, .array(all.dropFirst((page - 1) * min(size, 100)).prefix(min(size, 100)).map(json)))
    case ("POST", Self.path[...]):
      guard let body = values(Substring(decoding: request.body, as: UTF8.self))["body"] else {
        return Reply(HTTPResponse(status: 400))
      }
      return reply(201, json(add(body, by: Self.me)))
    default:
      guard parts[0].hasPrefix(Self.path + "/"), let id = Int(parts[0].dropFirst(Self.path.count + 1)) else {
        return Reply(HTTPResponse(status: 404))
      }
      return change(id, request)
    }
  }

  private func change(_ id: Int, _ request: RawRequest) -> Reply {
    state.withLock { state in
      guard let at = state.notes.firstIndex(where: { $0.id == id && $0.author == Self.me }) else {
        return Reply(HTTPResponse(status: 404))
      }
      switch (request.method, values(Substring(decoding: request.body, as: UTF8.self))["body"]) {
      case ("DELETE", _):
        state.notes.remove(at: at)
        return Reply(HTTPResponse(status: 204))
      case ("PUT", let body?):
        state.notes[at].body = body
        return reply(200, json(state.notes[at]))
      default: return Reply(HTTPResponse(status: 400))
      }
    }
  }

  private func json(_ note: Note) -> JSON {
    .object(
      of: JSON.Member("id", .integer(Int64(note.id))),
      JSON.Member("author", .object(of: JSON.Member("id", .integer(Int64(note.author))))),
      JSON.Member("body", .string(note.body)))
  }

  private func reply(_ status: Int, _ document: JSON) -> Reply {
    Reply(HTTPResponse(status: status, body: Array(document.line.utf8)))
  }

  /// Of a query or a form.
  private func values(_ text: Substring) -> [String: String] {
    text.split(separator: "&").reduce(into: [:]) { all, pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let value = percentDecoded(parts[1], plusIsSpace: true) else { return }
      all[String(parts[0])] = value
    }
  }
}
