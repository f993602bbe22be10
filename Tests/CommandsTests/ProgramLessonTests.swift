import Glibc
import Testing

/// Accidents of tools of the same kind that a user met at the command line. `Tests/LESSONS.md` lists all of them.
struct `What happened to users of other tools` {
  @Test(arguments: [["plan"], ["plan", "--detailed-exitcode"], ["snapshot"], ["doctor"], ["import", "--out", "new"]])
  func `safe-settings: a preview sends nothing but GET, whatever there is to delete`(words: [String]) throws {
    let bench = try CrashBench()
    _ = try bench.accord.run(words + ["--api-url", bench.url])
    #expect(bench.requests > 5)
    #expect(bench.sent == ["GET"])
  }

  @Test func `Tempelis: an apply of which one step failed does not end with 0`() throws {
    let bench = try CrashBench()
    try bench.misbehave("POST /groups:status=422@2")
    let ending = try bench.apply()
    #expect(ending.code == 4)
    #expect(ending.output.contains("Failed (1)"))
    #expect(ending.output.hasSuffix("Run `accord plan` to see what is left.\n"))
  }

  @Test func `Tempelis: a plan from which the guards were taken is refused`() throws {
    let accord = Accord(place: try PrivatePlace())
    _ = try accord("plan", "--sandbox", "workspace.json", "--out", "plan.json")
    let whole = try accord.place.text("plan.json")
    let guarding = try #require(whole.firstRange(of: "\"guarding\": {"))
    try accord.place.write("plan.json", whole.replacingCharacters(in: guarding, with: "\"guards\": {"))
    let ending = try accord("apply", "plan.json", "--sandbox", "workspace.json", "--yes")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: plan.json: "), "\(ending.errors)")
  }

  @Test(arguments: ["examples/ci/github-actions.yaml", "examples/ci/gitlab-ci.yaml"])
  func `a plan of a pull request needs no token, and the examples give it none`(file: String) throws {
    let place = try PrivatePlace()
    let lines = try place.text(file).split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    let isJob = { (name: String) in { (line: Substring) in line.drop { $0 == " " } == "\(name):" } }
    let (plan, apply) = (lines.firstIndex(where: isJob("plan")), lines.firstIndex(where: isJob("apply")))
    let job = try lines[#require(plan)..<#require(apply)]
    #expect(job.contains { $0.contains("accord plan policies") && $0.contains("--snapshot") })
    #expect(!job.contains { $0.contains("SEGMENT_TOKEN") })
    let ending = try Accord(place: place)("plan", "--snapshot", "workspace.json")
    #expect(ending.code == 0)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
