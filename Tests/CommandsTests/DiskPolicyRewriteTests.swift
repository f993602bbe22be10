import Access
import PolicyFiles
import Testing

@testable import Commands

/// Edited files take the place of what was read, and of nothing else.
@Suite struct `An edited policy` {
  private let place: PrivatePlace
  private let before: PolicyText
  private let changed: [PolicyText.File]

  init() throws {
    place = try PrivatePlace()
    before = readPolicy(at: "\(place.path)/policies", now: Moment(seconds: 1_795_000_000)).text
    changed = before.files.filter { ["people.yaml", "teams.yaml"].contains($0.path.split(separator: "/").last) }
      .map { file in
        var file = file
        file.bytes += Array("# edited\n".utf8)
        return file
      }
  }

  @Test func `is written`() throws {
    let texts = try ["people", "teams"].map { try place.text("policies/\($0).yaml") }
    try PolicyRewrite.write(changed, replacing: before)
    #expect(try ["people", "teams"].map { try place.text("policies/\($0).yaml") } == texts.map { $0 + "# edited\n" })
  }

  @Test func `is not written at all where one of its files was changed meanwhile`() throws {
    let people = try place.text("policies/people.yaml")
    try place.write("policies/teams.yaml", "teams: {}\n")
    let names = place.names(in: "policies")
    let problem = #expect(throws: FileProblem.self) { try PolicyRewrite.write(changed, replacing: before) }
    #expect(
      problem?.description.hasSuffix(
        "policies/teams.yaml was changed meanwhile, so nothing was written; run it again") == true, "\(problem as Any)")
    #expect(try place.text("policies/people.yaml") == people)
    #expect(try place.text("policies/teams.yaml") == "teams: {}\n")
    #expect(place.names(in: "policies") == names)
  }

  @Test
  func `is not written where another of its files was changed meanwhile, which may make the edit mean another thing`()
    throws
  {
    let people = try place.text("policies/people.yaml")
    try place.write("policies/more.yaml", "teams: {}\n")
    let problem = #expect(throws: FileProblem.self) { try PolicyRewrite.write(changed, replacing: before) }
    #expect(problem?.description.contains("was changed meanwhile, so nothing was written; run it again") == true)
    #expect(try place.text("policies/people.yaml") == people)
  }
}
