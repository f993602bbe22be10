import FoundationEssentials
import Glibc
import HTTPMessages
import SegmentSandbox
import Serving
import Synchronization
import Testing

@testable import Commands

/// Escape sequences, links, marks of direction, line ends and what cannot be seen in every field that is read from
/// outside: nothing of it reaches what is printed.
@Suite struct `A hostile field` {
  private let bench: HostileBench

  init() throws { bench = try HostileBench() }

  @Test func `of a snapshot acts in no command and no format`() throws {
    let snapshot = HostileDocument(try bench.place.text("workspace.json"))
    #expect(snapshot.paths.count > 25)
    for path in snapshot.paths {
      try bench.place.write("hostile.json", snapshot.poisoned(path))
      bench.lookAtEverything("--snapshot", "hostile.json", of: path)
    }
    try bench.place.write("hostile.json", try bench.place.text("workspace.json"))
  }

  @Test func `of Segment's answers acts in no command`() throws {
    let site = HostileSite(try bench.sandbox())
    let server = try HTTPServer(site)
    defer { server.stop() }
    // What paths there are is known once everything was read.
    bench.run("snapshot", "--api-url", server.url, of: "nothing")
    #expect(site.paths.count > 40)
    for path in site.paths {
      site.poison(path)
      bench.run("plan", "policies", "--api-url", server.url, of: path)
      bench.run("drift", "policies", "--api-url", server.url, of: path)
      bench.run("review", "--api-url", server.url, of: path)
      bench.run("doctor", "--api-url", server.url, of: path)
    }
  }

  @Test func `of a refusal, or of its head, acts in no command`() throws {
    let site = HostileRefusals()
    let server = try HTTPServer(site)
    defer { server.stop() }
    for refusal in HostileRefusals.all {
      site.give(refusal)
      bench.run("plan", "policies", "--api-url", server.url, of: "\(refusal)")
      bench.run("snapshot", "--api-url", server.url, of: "\(refusal)")
      bench.run("doctor", "--api-url", server.url, of: "\(refusal)")
    }
  }

  @Test func `of a plan acts in no format, and in no apply`() throws {
    bench.run("plan", "policies", "--snapshot", "workspace.json", "--out", "plan.json", of: "nothing")
    let plan = HostileDocument(try bench.place.text("plan.json"))
    #expect(plan.paths.count > 40)
    for path in plan.paths {
      try bench.place.write("hostile.json", plan.sealed(path))
      for format in ["text", "json", "markdown", "html"] {
        bench.run("show", "hostile.json", "--format", format, of: path)
      }
      bench.run("apply", "hostile.json", "--sandbox", "workspace.json", "--yes", "--journal", "journal", of: path)
    }
  }

  @Test func `of a record or of decisions acts in no command`() throws {
    let arguments = ["apply", "policies", "--sandbox", "workspace.json", "--yes", "--journal", "journal"]
    bench.run(arguments + ["--record", "record.json"], of: "nothing")
    let record = HostileDocument(try bench.place.text("record.json"))
    for path in record.paths {
      try bench.place.write("hostile.json", record.sealed(path))
      bench.run(["drift", "policies", "--snapshot", "workspace.json", "--baseline", "hostile.json"], of: path)
    }
    bench.run(["review", "--snapshot", "workspace.json", "--format", "csv", "--out", "review.csv"], of: "nothing")
    let rows = try bench.place.text("review.csv").utf8.split(separator: UInt8(ascii: "\n")).map(Array.init)
    for column in 0..<rows[0].split(separator: UInt8(ascii: ",")).count {
      let cells = rows.map { row -> String in
        var parts = row.filter { $0 != 13 }.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
          String(decoding: $0, as: UTF8.self)
        }
        if column < parts.count { parts[column] = "\"\(Hostile.text)\"" }
        if column != 1, parts.count > 1 { parts[1] = "remove" }
        return parts.joined(separator: ",")
      }
      let head = String(decoding: rows[0], as: UTF8.self)
      try bench.place.write("decided.csv", ([head] + cells.dropFirst()).joined(separator: "\n"))
      bench.run(["review", "--snapshot", "workspace.json", "--decisions", "decided.csv"], of: "column \(column)")
      try bench.place.write("decided.csv", cells.joined(separator: "\n"))
      bench.run(["review", "--snapshot", "workspace.json", "--decisions", "decided.csv"], of: "head \(column)")
    }
  }

  @Test(arguments: [Hostile.text, Hostile.soft, "\u{301}\u{FE0F}\u{1FEF}", "\0"])
  func `of a policy acts in no command and no format`(text: String) throws {
    for spot in 0..<HostilePolicy.spots {
      try bench.place.writeOnly("policies", "policy.yaml", HostilePolicy.poisoned(spot, text))
      bench.run("validate", "policies", of: "\(spot)")
      bench.run("validate", "policies", "--format", "github", "--snapshot", "workspace.json", of: "\(spot)")
      for format in ["text", "json", "markdown", "html"] {
        bench.run("plan", "policies", "--snapshot", "workspace.json", "--format", format, of: "\(spot)")
      }
      for format in ["text", "csv", "html", "json", "markdown"] {
        bench.run("review", "policies", "--snapshot", "workspace.json", "--format", format, of: "\(spot)")
      }
      bench.run("drift", "policies", "--snapshot", "workspace.json", "--format", "ignore-rules", of: "\(spot)")
    }
  }

  @Test func `of a name of a file acts in no command`() throws {
    let name = Hostile.text.unicodeScalars.filter { $0 != "/" }.reduce(into: "") { $0.unicodeScalars.append($1) }
    try bench.place.write("policies/\(name).yaml", "people:\n  nobody: 3\n")
    try bench.place.write("\(name).json", "{\"x\": 1}")
    for words in [
      ["validate", "policies"], ["validate", "policies", "--format", "github"], ["show", "\(name).json"],
      ["plan", "policies", "--snapshot", "\(name).json"], ["doctor", "policies", "--sandbox", "workspace.json"],
    ] {
      bench.run(words, of: "a file's name")
    }
    try bench.place.writeOnly("policies", "policy.yaml", HostilePolicy.poisoned(-1, ""))
    for words in [
      ["review", "policies", "--snapshot", "workspace.json", "--format", "csv", "--out", "\(name).csv"],
      ["plan", "policies", "--snapshot", "workspace.json", "--format", "html", "--report", "\(name).html"],
      ["snapshot", "--sandbox", "workspace.json", "--out", "\(name).json"],
      ["import", "--snapshot", "workspace.json", "--out", "imported\(name)"],
      ["apply", "policies", "--sandbox", "workspace.json", "--yes", "--journal", "j\(name)", "--record", "r\(name)"],
    ] {
      bench.run(words, of: "a file's name")
    }
  }

  @Test func `of the command line or the environment acts in no complaint`() throws {
    let text = Hostile.text
    for words in [
      [text], ["--\(text)"], ["-\(text)"], ["plan", "--\(text)"], ["plan", "--format", text], ["plan", "a", text],
      ["plan", "--format=\(text)"], ["plan", text], ["plan", "--only", text], ["apply", text], ["help", text],
      ["completion", text], ["explain", text], ["explain", "lin@acme.com", text], ["explain", "a@\(text)"],
      ["explain", "lin@acme.com", "source/\(text)", "--snapshot", "workspace.json"], ["show", text],
      ["explain", "group/\(text)", "--snapshot", "workspace.json"], ["explain", "id/\(text)", "--desired"],
      ["explain", "source/website", text], ["explain", "source/website", "--role", text, "--desired"],
      ["drift", "--every", text],
      ["drift", "--expiring", text], ["drift", "--every", "1h", "--listen", text], ["drift", "--notify", text],
      ["sandbox", text], ["sandbox", "workspace.json", "--fault", text],
      ["sandbox", "workspace.json", "--fault", "a:\(text)"],
      ["plan", "--api-url", text], ["plan", "--api-url", "https://\(text)"], ["plan", "--token-file", text],
      ["plan", "--override", text], ["plan", "--override", "x", "--reason", text, "--reason", text],
      ["import", "--snapshot", "workspace.json", "--scim", text, "--out", "new"], ["import", "--update", text],
      ["plan", "policies", "--base", text, "--snapshot", "workspace.json"], ["apply", "--journal", text],
      ["doctor", text], ["doctor", "--token-file", text], ["doctor", "--api-url", "https://\(text)"],
      ["plan", "--out", "\(text)/x", "--snapshot", "workspace.json"], ["review", "--decisions", text],
    ] {
      let ending = try Accord(place: bench.place).run(words)
      #expect(Hostile.offence(in: ending.everything) == nil, "\(words.debugDescription)")
    }
    let plan = ["plan", "policies"]
    for (name, value) in [
      ("SEGMENT_API_URL", text), ("SEGMENT_API_URL", "https://x.\(text)"), ("SEGMENT_TOKEN", text),
      ("SEGMENT_TOKEN_FILE", text), ("HTTPS_PROXY", text), ("SSL_CERT_FILE", text), ("TERM", text), ("NO_COLOR", text),
    ] {
      var environment = ["SEGMENT_TOKEN": "sgp_x", "SEGMENT_API_URL": "https://127.0.0.1:9"]
      if name == "SEGMENT_TOKEN_FILE" { environment["SEGMENT_TOKEN"] = nil }
      environment[name] = value
      let ending = try Accord(place: bench.place, environment: environment).run(plan)
      #expect(Hostile.offence(in: ending.everything) == nil, "\(name)")
    }
  }

  /// The journal of a run that goes to stderr, and everything else that an apply says.
  @Test func `of a workspace acts in no journal and no outcome`() throws {
    let snapshot = HostileDocument(try bench.place.text("workspace.json"))
    for path in ["groups.name", "people.name", "roles.name", "resources.name", "resources.slug", "workspace.name"] {
      try bench.place.write("workspace.json", snapshot.poisoned(path))
      for color in ["never", "always"] {
        let ending = try Accord(place: bench.place)(
          "apply", "--sandbox", "workspace.json", "--yes", "--journal", "-", "--color", color, "--format", "text")
        #expect(Hostile.offence(in: HostileBench.withoutOurColours(ending.everything)) == nil, "\(path)")
      }
    }
  }
}
