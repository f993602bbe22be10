import FoundationEssentials
import Testing

/// Reports for readers who are not at a terminal: comments, pages, annotations.
@Suite struct `A report` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `too long for one comment goes on in further files, and their names are printed`() throws {
    let people = (1...900).map { "  somebody-\($0)@a-department-of.acme.com:\n" }.joined()
    try place.writeOnly("policies", "policy.yaml", "workspace: {slug: acme}\npeople:\n\(people)")
    let ending = try accord(
      "plan", "--snapshot", "workspace.json", "--format", "markdown", "--report", "comment.md")
    let names = ending.output.split(separator: "\n").map(String.init)
    try #require(names.count > 1, "\(ending.everything)")
    #expect(names.prefix(2) == ["comment.md", "comment-2.md"])
    var text = ""
    for name in names {
      #expect(place.mode(name) == 0o600)
      let part = try place.text(name)
      #expect(part.count < 65_536)
      text += part
    }
    for number in 1...900 { #expect(text.contains("`somebody-\(number)@a-department-of.acme.com` is invited")) }
    let whole = try accord("plan", "--snapshot", "workspace.json", "--format", "markdown").output
    #expect(whole.count > 65_536)
    #expect(!whole.contains("(part "))
    #expect(!whole.contains("<!--"))
  }

  @Test func `as comments says in each which it is, and leaves none of a longer one before it`() throws {
    let report = ["show", "plan.json", "--format", "markdown", "--report", "comment.md"]
    let people = (1...1900).map { "  somebody-\($0)@a-department-of.acme.com:\n" }.joined()
    try place.writeOnly("policies", "policy.yaml", "workspace: {slug: acme}\npeople:\n\(people)")
    _ = try accord("plan", "--snapshot", "workspace.json", "--out", "plan.json")
    let names = try accord.run(report).output.split(separator: "\n").map(String.init)
    try #require(names.count > 2)
    for (at, name) in names.enumerated() {
      #expect(try place.text(name).hasPrefix("<!-- accord plan acme \(at + 1)/\(names.count) -->\n## Plan for `acme`"))
    }
    // What somebody else keeps under such a name stays, with what stands behind it.
    try place.write(names[names.count - 1], "mine")
    try place.writeOnly("policies", "policy.yaml", "workspace: {slug: acme}\npeople:\n  ada@acme.com:\n")
    _ = try accord("plan", "--snapshot", "workspace.json", "--out", "plan.json")
    #expect(try accord.run(report).output == "comment.md\n")
    #expect(try place.text("comment.md").hasPrefix("<!-- accord plan acme 1/1 -->\n"))
    for name in names.dropFirst().dropLast() { #expect(throws: (any Error).self, "\(name)") { try place.text(name) } }
    #expect(try place.text(names[names.count - 1]) == "mine")
  }

  @Test func `that cannot be written ends the command before it does anything`() throws {
    let before = try place.text("workspace.json")
    let ending = try accord("apply", "--sandbox", "workspace.json", "--yes", "--report", "nowhere/outcome.md")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("nowhere/outcome.md"))
    #expect(try place.text("workspace.json") == before)
  }

  @Test func `of an apply is the outcome, and the plan is shown to whoever watches`() throws {
    let ending = try accord(
      "apply", "--sandbox", "workspace.json", "--yes", "--format", "html", "--report", "outcome.html")
    #expect(ending.code == 0)
    #expect(ending.output == "outcome.html\n")
    #expect(ending.errors.contains("Takes access away (8"))
    #expect(try place.text("outcome.html").contains("<h1>Apply to <bdi>acme</bdi>: 22 changes done</h1>"))
  }

  @Test func `of a saved plan is that of the plan, in every format`() throws {
    for format in ["markdown", "html"] {
      let planned = try accord("plan", "--snapshot", "workspace.json", "--out", "plan.json", "--format", format)
      let shown = try accord("show", "plan.json", "--format", format)
      #expect(shown.code == 0)
      #expect(shown.output == planned.output)
    }
  }

  @Test func `says what a pull request does itself, and keeps saying so when saved`() throws {
    try FileManager.default.copyItem(atPath: "\(place.path)/policies", toPath: "\(place.path)/base")
    try place.edit("policies/groups.yaml", "      - tess@brightside.example\n", "")
    try place.edit("policies/workspace.yaml", "    count: 10\n", "    count: 20\n")
    let planned = try accord(
      "plan", "--base", "base", "--snapshot", "workspace.json", "--out", "plan.json", "--format", "markdown")
    #expect(planned.code == 0, "\(planned.errors)")
    let lines = planned.output.split(separator: "\n").map(String.init)
    let title =
      "1 undeclared Workspace Owner; 1 new change, 1 takes access away; 22 already pending, 8 take access away"
    #expect(lines[0] == "## Plan for `acme`: \(title)")
    #expect(lines.contains("### New here: takes access away (1)"))
    #expect(
      lines.contains(
        "- guardrail maximum-removals: was: count 10, percent 50; is: count 20, percent 50 (`workspace.yaml:18:5`)"))
    #expect(try place.text("plan.json").components(separatedBy: #""mark": "this-change""#).count == 2)
    #expect(try accord("show", "plan.json", "--format", "markdown").output == planned.output)
  }

  @Test func `is judged by the head's guardrails alone, whatever the base allows`() throws {
    try FileManager.default.copyItem(atPath: "\(place.path)/policies", toPath: "\(place.path)/base")
    try place.edit("policies/workspace.yaml", "    count: 10\n", "    count: 1\n")
    let without = try accord("plan", "--snapshot", "workspace.json")
    let with = try accord("plan", "--base", "base", "--snapshot", "workspace.json")
    #expect(without.code == 3)
    #expect(with.code == 3)
    try place.edit("base/groups.yaml", "roles:", "role:")
    let broken = try accord("plan", "--base", "base", "--snapshot", "workspace.json")
    #expect(broken.code == 3)
    #expect(broken.output.contains("Nothing was compared, because the base policy has errors."), "\(broken.output)")
  }

  @Test func `says nothing of a base that has errors`() throws {
    try FileManager.default.copyItem(atPath: "\(place.path)/policies", toPath: "\(place.path)/base")
    try place.edit("base/groups.yaml", "roles:", "role:")
    let alone = try accord("plan", "--snapshot", "workspace.json")
    let planned = try accord("plan", "--base", "base", "--snapshot", "workspace.json", "--out", "plan.json")
    #expect(planned.code == 0, "\(planned.errors)")
    #expect(planned.errors.contains("the base base has errors:"), "\(planned.errors)")
    #expect(planned.errors.contains("groups.yaml:"), "\(planned.errors)")
    let lines = planned.output.split(separator: "\n")
    #expect(lines[0] == alone.output.split(separator: "\n")[0])
    #expect(lines.contains("Nothing was compared, because the base policy has errors."), "\(planned.output)")
    for words in ["the base would", "New here", "Already pending", "new change"] {
      #expect(!planned.output.contains(words), "\(planned.output)")
    }
    #expect(try accord("show", "plan.json").output == planned.output)
  }

  @Test(arguments: ["nodir", "policies/groups.yaml"])
  func `is not made beside a base that is no directory`(base: String) throws {
    let planned = try accord("plan", "--base", base, "--snapshot", "workspace.json")
    #expect(planned.code == 1)
    #expect(planned.output == "")
    let why = base == "nodir" ? "there is no directory 'nodir'" : "policies/groups.yaml is not a directory"
    #expect(planned.errors.contains("error: \(why)"), "\(planned.errors)")
    #expect(!planned.errors.contains("has errors"), "\(planned.errors)")
  }

  @Test(arguments: [["plan", "nodir", "--snapshot", "workspace.json"], ["validate", "nodir"]])
  func `is not made of a directory that is not there`(words: [String]) throws {
    let ending = try accord.run(words)
    #expect(ending.code == 1)
    #expect(ending.errors.contains("error: there is no directory 'nodir'"), "\(ending.errors)")
  }

  @Test func `of problems stands at their lines on GitHub`() throws {
    try place.edit("policies/groups.yaml", "- tess@brightside.example", "- tes@brightside.example")
    let ending = try accord("validate", "./policies/", "--format", "github")
    #expect(ending.code == 1)
    #expect(ending.output.hasPrefix("::error file=policies/groups.yaml,line=28,col=9::tes@brightside.example is not"))
    #expect(ending.errors.contains("groups.yaml:28:9: error: tes@brightside.example is not"))
  }
}
