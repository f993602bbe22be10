import Testing

/// What shells complete by.
@Suite struct `A completion` {
  private let accord: Accord

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `has every command`(shell: String) throws {
    let ending = try accord("completion", shell)
    #expect(ending.code == 0)
    for command in [
      "validate", "plan", "apply", "explain", "review", "snapshot", "import", "sandbox", "schema", "completion",
    ] {
      #expect(ending.output.contains(command), "\(command)")
    }
  }

  @Test func `of bash offers commands, flags and words`() throws {
    try accord.place.write("complete.bash", try accord("completion", "bash").output)
    let script = """
      source complete.bash
      offer() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _accord; echo "${COMPREPLY[@]}"; }
      offer accord rev; offer accord plan --detailed; offer accord review --format m; offer accord completion z
      """
    let output = try OneWay()
    let child = try ChildProgram(
      ["/bin/bash", "-c", script], in: accord.place.path, environment: accord.clean,
      descriptors: [.empty, .descriptor(output.writing), .descriptor(output.writing)])
    output.closeWriting()
    let text = OneWay.readToTheEnd([output], within: .seconds(30)).texts[0]
    #expect(child.wait() == 0)
    #expect(text == "review\n--detailed-exitcode\nmarkdown\nzsh\n")
  }

  @Test func `of another shell is not known`() throws {
    #expect(try accord("completion", "tcsh").code == 64)
  }
}
