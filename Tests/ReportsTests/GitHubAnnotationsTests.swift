import Access
import Reports
import Testing

@Suite struct `Annotations for GitHub` {
  @Test func `are commands with their place, and nothing in a name ends one`() {
    let diagnostics: [Diagnostic] = [
      .error(
        at: Place(file: "a,b:c%.yaml", line: 4, column: 5), "100 % wrong::x\n::set-env name=A::b",
        notes: [.init(at: Place(file: "teams.yaml", line: 1, column: 2), "here")]),
      .warning(at: Place(file: "../shared/./people.yaml", line: 2, column: 1), "later"),
      .error(at: nil, "no files"),
    ]
    #expect(
      githubAnnotations(diagnostics, of: "./policies/acme/") == """
        ::error::no files
        ::warning file=policies/shared/people.yaml,line=2,col=1::later
        ::error file=policies/acme/a%2Cb%3Ac%25.yaml,line=4,col=5::100 %25 wrong::x\\u{a}::set-env name=A::b%0Ateams.yaml:1:2: note: here

        """)
  }

  @Test func `escape what a combining mark stands behind`() {
    let diagnostics: [Diagnostic] = [
      .error(at: Place(file: "a,\u{301}b:\u{338}c%\u{20DD}.yaml", line: 4, column: 5), "100 %\u{301}0A")
    ]
    #expect(
      githubAnnotations(diagnostics, of: ".")
        == "::error file=a%2C\u{301}b%3A\u{338}c%25\u{20DD}.yaml,line=4,col=5::100 %25\u{301}0A\n")
  }

  @Test(arguments: [(".", "p.yaml"), ("/repo/policies", "/repo/policies/p.yaml"), ("../up", "../up/p.yaml")])
  func `name the file as the repository does`(directory: String, path: String) {
    let text = githubAnnotations([.error(at: Place(file: "p.yaml", line: 1, column: 1), "x")], of: directory)
    #expect(text == "::error file=\(path),line=1,col=1::x\n")
  }
}
