import Testing

@Suite struct `An old snapshot` {
  private let accord: Accord

  init() throws {
    accord = Accord(place: try PrivatePlace())
    let text = try accord.place.text("workspace.json")
    try accord.place.write(
      "old.json", text.replacing(#/"readAt": "[^"]*"/#) { _ in #""readAt": "2020-02-29T00:00:00Z""# })
    try accord.place.write(
      "new.json", text.replacing(#/"readAt": "[^"]*"/#) { _ in #""readAt": "2999-01-01T00:00:00Z""# })
  }

  @Test(arguments: ["plan", "drift", "review"])
  func `is said to be one, and so is one from the future`(command: String) throws {
    let old = try accord(command, "policies", "--snapshot", "old.json")
    #expect(old.code != 1, "\(old.everything)")
    #expect(old.everything.contains("days old (read 2020-02-29T00:00:00Z)"), "\(old.everything)")
    let new = try accord(command, "policies", "--snapshot", "new.json")
    #expect(new.code != 1)
    #expect(new.everything.contains("2999-01-01T00:00:00Z, which is in the future"))
    let fresh = try accord(command, "policies", "--snapshot", "workspace.json")
    #expect(!fresh.everything.contains("the snapshot is"))
  }

  @Test func `is said to be one in evidence without a policy, and in every document`() throws {
    for format in ["text", "json", "markdown", "html"] {
      for words in [["plan", "policies"], ["drift", "policies"], ["review", "--no-policy"]] {
        let ending = try accord.run(words + ["--snapshot", "old.json", "--format", format])
        #expect(ending.output.contains("days old"), "\(words) \(format)")
      }
    }
  }

  @Test(arguments: ["plan", "drift", "review"])
  func `is an error past --max-age`(command: String) throws {
    for file in ["old.json", "new.json"] {
      let ending = try accord(command, "policies", "--snapshot", file, "--max-age", "1d")
      #expect(ending.code == 1, "\(ending.everything)")
      #expect(ending.output == "", "\(ending.everything)")
      #expect(ending.errors.contains(file), "\(ending.everything)")
    }
    #expect(try accord(command, "policies", "--snapshot", "workspace.json", "--max-age", "1h").code != 1)
  }
}
