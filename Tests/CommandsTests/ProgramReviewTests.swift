import Testing

/// Who has which access: asked of one person, of everybody, and decided about.
@Suite struct `An access review` {
  private let accord: Accord
  private var place: PrivatePlace { accord.place }

  init() throws { accord = Accord(place: try PrivatePlace()) }

  @Test func `sends nothing but GET, and neither does an explanation`() throws {
    let token = "sgp_4f1b9c0d7e2a6358"
    let server = try SandboxProcess(in: place, "--fault", "write:status=500", token: token)
    let far = Accord(place: place, environment: ["SEGMENT_TOKEN": token])
    for words in [
      ["review"], ["explain", "lin@acme.com"], ["explain", "lin@acme.com", "source/website"],
      ["explain", "source/website"],
    ] {
      let ending = try far.run(words + ["--api-url", server.url])
      #expect(ending.code == 0, "\(ending.everything)")
      #expect(ending.errors == "", "\(ending.everything)")
    }
    #expect(server.stop() == 0)
  }

  @Test func `explains nobody whom nobody knows, and offers the nearest`() throws {
    let typo = try accord("explain", "ada@acme.con", "--sandbox", "workspace.json")
    #expect(typo.code == 1)
    #expect(
      typo.errors
        == "error: neither the policy nor the workspace knows ada@acme.con; did you mean ada@acme.com?\n")
    let bare = try accord("explain", "lim@acme.com", "--no-policy", "--snapshot", "workspace.json")
    #expect(bare.code == 1)
    #expect(bare.errors == "error: the workspace does not know lim@acme.com; did you mean lin@acme.com?\n")
    let resource = try accord("explain", "lin@acme.com", "source/websit", "--snapshot", "workspace.json")
    #expect(resource.code == 1)
    #expect(resource.errors == "error: this workspace has no source 'websit'; did you mean 'source/website'?\n")
  }

  @Test(arguments: [
    ("source/websit", "this workspace has no source 'websit'; did you mean 'source/website'?"),
    ("sorce/website", "neither the policy nor the workspace has 'sorce/website'; did you mean 'source/website'?"),
    ("Sorce Admin", "neither the policy nor the workspace has 'Sorce Admin'; did you mean 'Source Admin'?"),
    ("group/Analyst", "neither the policy nor the workspace has 'group/Analyst'; did you mean 'group/Analysts'?"),
    ("Analysts", "neither the policy nor the workspace has 'Analysts'; did you mean 'group/Analysts'?"),
    ("lin", "neither the policy nor the workspace has 'lin'; did you mean 'lin@acme.com'?"),
    ("id/foo", "no role has the id 'foo'; `accord snapshot` lists the roles"),
    // Never Workspace Owner for anything but a slip of the pen.
    (
      "Work Owner",
      "neither the policy nor the workspace has 'Work Owner'; write an address, a role, workspace, group/… or one of source/…, warehouse/…, function/…, space/…"
    ),
  ])
  func `offers the nearest of whatever nobody has`(text: String, message: String) throws {
    let ending = try accord("explain", text, "--snapshot", "workspace.json")
    #expect(ending.code == 1)
    #expect(ending.output == "")
    #expect(ending.errors == "error: \(message)\n")
  }

  @Test func `lists who has a thing under any name that the policy or the workspace has for it`() throws {
    for thing in ["source/website", "source/Website", "workspace", "Source Admin", "group/Analysts", "group/Analytics"]
    {
      let ending = try accord("explain", thing, "--snapshot", "workspace.json", "--format", "csv")
      #expect(ending.code == 0, "\(ending.everything)")
      #expect(ending.output.contains(",lin@acme.com,"), "\(thing)")
    }
    let one = try accord("explain", "source/website", "--role", "Source Admin", "--snapshot", "workspace.json")
    #expect(one.output.hasPrefix("Who has access to source/website (Website) in acme\n"))
    #expect(!one.output.contains("Workspace Owner"))
  }

  @Test func `asks the policy alone, and no workspace, where it is told to`() throws {
    let ending = try accord("explain", "source/website", "--desired")
    #expect(ending.code == 0, "\(ending.everything)")
    #expect(ending.output.contains("5 policy files; no workspace was asked what it has\n"))
    #expect(ending.output.contains("hana@acme.com (Hana Sato)\n"))
    #expect(!ending.output.contains("rick@brightside.example"))
    let typo = try accord("explain", "source/websit", "--desired")
    #expect(typo.code == 1)
    #expect(typo.errors == "error: the policy does not name 'source/websit'; did you mean 'source/website'?\n")
    let person = try accord("explain", "bob@acme.com", "--desired")
    #expect(person.output.hasSuffix("Is to have no access.\n"), "\(person.everything)")
  }

  @Test func `explains whoever is declared, invited or departed`() throws {
    for person in ["hana@acme.com", "priya@acme.com", "bob@acme.com", "rick@brightside.example"] {
      let ending = try accord("explain", person, "--snapshot", "workspace.json")
      #expect(ending.code == 0, "\(ending.everything)")
      #expect(ending.output.hasPrefix(person), "\(ending.everything)")
    }
  }

  @Test(arguments: [
    ["explain"], ["explain", "lin@"], ["explain", "lin@acme.com", "source/website", "more"], ["review", "--write"],
    ["review", "--decisions", "x", "--no-policy"], ["review", "--decisions", "x", "--format", "html"],
    ["review", "policies", "--no-policy"],
  ])
  func `is asked for in words that make sense`(words: [String]) throws {
    #expect(try accord.run(words).code == 64)
  }

  @Test func `is written to a file for nobody else`() throws {
    for format in ["csv", "html", "json", "markdown", "text"] {
      let ending = try accord("review", "--snapshot", "workspace.json", "--format", format, "--out", "review.\(format)")
      #expect(ending.code == 0, "\(ending.everything)")
      #expect(ending.output == "", "\(ending.everything)")
      #expect(place.mode("review.\(format)") == 0o600)
      #expect(try place.text("review.\(format)").contains("rick@brightside.example"))
    }
  }

  @Test func `needs no policy`() throws {
    try place.writeOnly("policies", "workspace.yaml", "nonsense")
    let ending = try accord("review", "--no-policy", "--snapshot", "workspace.json")
    #expect(ending.code == 0)
    #expect(ending.output.contains("\nNo policy was given: nothing is said of what is declared.\n"))
  }

  /// Fills in the column of decisions.
  private func decide(_ decisions: (String) -> String?) throws {
    let review = try accord("review", "--sandbox", "workspace.json", "--format", "csv").output
    let lines = review.split(separator: "\r\n").map { line -> String in
      guard let word = decisions(String(line)) else { return String(line) }
      return line.prefix(20) + word + line.dropFirst(20)
    }
    try place.write("review.csv", lines.joined(separator: "\r\n"))
  }

  @Test func `that comes back clear is written into the policy, and the next apply does it`() throws {
    try decide { line in
      line.contains(",lin@acme.com,") && line.contains(",Analysts,") ? "remove" : line.contains(",ada@") ? "keep" : nil
    }
    let (people, teams) = (try place.text("policies/people.yaml"), try place.text("policies/teams.yaml"))
    let look = try accord("review", "policies", "--decisions", "review.csv", "--sandbox", "workspace.json")
    #expect(look.code == 0, "\(look.everything)")
    #expect(look.output.contains("  - lin@acme.com leaves group Analytics  line "))
    #expect(look.output.hasSuffix("1 edit. Nothing was written; --write writes it.\n"))
    #expect(try place.text("policies/teams.yaml") == teams)

    let written = try accord(
      "review", "policies", "--decisions", "review.csv", "--write", "--sandbox", "workspace.json")
    #expect(written.code == 0, "\(written.everything)")
    #expect(written.output.hasSuffix("1 edit written. Run `accord plan` to see what follows.\n"))
    #expect(try place.text("policies/people.yaml") == people)
    #expect(
      try accord("plan", "--sandbox", "workspace.json").output.contains(
        "- lin@acme.com                    leaves group Analytics"))
    let again = try accord("review", "policies", "--decisions", "review.csv", "--write", "--sandbox", "workspace.json")
    #expect(again.output.contains("the next apply takes it away: not in the list of members"), "\(again.everything)")
  }

  @Test func `that is not clear is written nowhere`() throws {
    try decide { line in
      line.contains(",lin@acme.com,") && line.contains(",Analysts,")
        ? "remove" : line.contains(",tom@") ? "perhaps" : nil
    }
    let teams = try place.text("policies/teams.yaml")
    let ending = try accord("review", "--decisions", "review.csv", "--write", "--sandbox", "workspace.json")
    #expect(ending.code == 1)
    #expect(ending.output.contains("the decision 'perhaps' is neither keep nor remove; write one of them"))
    #expect(try place.text("policies/teams.yaml") == teams)
  }

  @Test func `of decisions is JSON for machines`() throws {
    try decide { $0.contains(",lin@acme.com,") && $0.contains(",Analysts,") ? "remove" : nil }
    let ending = try accord("review", "--decisions", "review.csv", "--format", "json", "--sandbox", "workspace.json")
    #expect(ending.code == 0)
    #expect(ending.output.contains(#""edit": "lin@acme.com leaves group Analytics""#))
  }
}
