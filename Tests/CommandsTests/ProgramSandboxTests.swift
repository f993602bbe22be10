import Glibc
import Synchronization
import Testing

/// Who may use `accord sandbox`.
@Suite struct `A sandbox that is served` {
  private let place: PrivatePlace
  init() throws { place = try PrivatePlace() }

  private func plan(_ server: SandboxProcess, _ token: String) throws -> Accord.Ending {
    try Accord(place: place, environment: ["SEGMENT_TOKEN": token])("plan", "--api-url", server.url)
  }

  @Test func `takes the token that it prints and no other, and a new one each time`() throws {
    let servers = try (0..<2).map { _ in try SandboxProcess(in: place, token: nil) }
    let tokens = try servers.map { server in
      let words = server.export.split(separator: " ")
      #expect(words.count == 3 && words[0] == "export" && words[2] == "SEGMENT_API_URL=\(server.url)")
      let token = String(try #require(words[1].split(separator: "=").last))
      #expect(words[1] == "SEGMENT_TOKEN=\(token)")
      #expect(token.utf8.count >= 32)
      return token
    }
    #expect(tokens[0] != tokens[1])
    #expect(try plan(servers[0], tokens[0]).code == 0)
    for wrong in [tokens[1], "sandbox", tokens[0] + "x", tokens[0].uppercased()] {
      let ending = try plan(servers[0], wrong)
      #expect(ending.code == 1, "\(ending.everything)")
      #expect(ending.errors.contains("401"), "\(ending.everything)")
    }
    for server in servers { #expect(server.stop() == 0) }
  }

  @Test func `is used as it says, by a shell`() throws {
    let server = try SandboxProcess(in: place, token: nil)
    var accord = Accord(place: place)
    accord.shell = server.export + #" && exec "$@""#
    #expect(try accord("plan").code == 0)
    #expect(server.stop() == 0)
  }

  @Test func `takes a token that is given to it, and does not print that`() throws {
    let server = try SandboxProcess(in: place, token: "sgp_a7Kq02mLx9")
    #expect(server.export == "export SEGMENT_API_URL=\(server.url)")
    #expect(try plan(server, "sgp_a7Kq02mLx9").code == 0)
    #expect(try plan(server, "sandbox").code == 1)
    #expect(server.stop() == 0)
    #expect(server.complaints.isEmpty == false)
  }

  @Test func `that is saved writes over nobody else's file`() throws {
    let server = try SandboxProcess(in: place, "--save")
    try place.edit("workspace.json", "Ada Okonjo", "Ada, by hand")
    let ending = try Accord(place: place, environment: ["SEGMENT_TOKEN": "sandbox"])(
      "apply", "--yes", "--api-url", server.url)
    #expect(ending.code == 0)
    #expect(server.stop() == 1)
    #expect(server.complaints.contains("error: workspace.json was changed meanwhile by somebody else"))
    #expect(try place.text("workspace.json").contains("Ada, by hand"))
  }
}

/// Two applies, and what somebody planted where an apply writes.
@Suite struct `One apply a workspace` {
  @Test func `and a machine, whatever the directory it is started in`() throws {
    let bench = try CrashBench()
    let elsewhere = try PrivatePlace()
    let second = Accord(place: elsewhere, environment: bench.accord.environment)
    let words = ["apply", "\(bench.place.path)/policies", "--yes", "--api-url", bench.url, "--journal", "-"]
    let said = Said()
    bench.hook.at(2) { said.note(try? second.run(words)) }
    #expect(try bench.apply().code == 0)
    let refused = try #require(said.ending)
    #expect(refused.code == 1)
    #expect(refused.errors.contains(/another apply of workspace acme is running \(process [0-9]+, since 20/))
    // Nothing was asked of it beyond whose workspace it is.
    #expect(try second.run(words).output.contains("No changes"))
  }

  @Test func `is kept apart by the machine's lock alone where there is nowhere for a journal`() throws {
    let bench = try CrashBench()
    try bench.place.write(".accord", "")
    let (words, accord) = (bench.words + ["--journal", "-"], bench.accord)
    let said = Said()
    bench.hook.at(2) { said.note(try? accord.run(words)) }
    #expect(try bench.accord.run(words).code == 0)
    #expect(said.ending?.code == 1)
    #expect(said.ending?.errors.contains("another apply") == true)
    #expect(try bench.place.text(".accord") == "")
  }

  @Test(arguments: [[], ["--journal", "-"]])
  func `does not follow a link that a repository carries in the place of its journal`(more: [String]) throws {
    let bench = try CrashBench()
    let victim = "\(bench.place.path)/precious"
    try #require(mkdir(victim, 0o700) == 0 && symlink(victim, "\(bench.place.path)/.accord") == 0)
    let ending = try bench.accord.run(bench.words + more)
    #expect(bench.place.names(in: "precious").isEmpty)
    if more.isEmpty {
      #expect(ending.code == 1, "\(ending.everything)")
      #expect(ending.errors.contains("error: .accord is a symbolic link"), "\(ending.everything)")
      #expect(bench.requests == 0)
    } else {
      // The journal goes elsewhere, and the machine's lock is enough.
      #expect(ending.code == 0)
    }
  }

  @Test func `cuts off no file that a planted lock leads to`() throws {
    let bench = try CrashBench()
    try bench.place.write("precious", "of value")
    mkdir("\(bench.place.path)/.accord", 0o700)
    symlink("../precious", "\(bench.place.path)/.accord/acme.lock")
    let ending = try bench.apply()
    #expect(ending.code == 1)
    #expect(ending.errors.contains(".accord/acme.lock is a link or no plain file"))
    #expect(try bench.place.text("precious") == "of value")
    #expect(bench.requests == 0)
  }

  @Test func `whatever is written replaces a planted link and not what it leads to`() throws {
    let bench = try CrashBench()
    let files = ["undo.json", "record.json", "outcome.html"]
    for file in files {
      try bench.place.write("precious-\(file)", "of value")
      symlink("precious-\(file)", "\(bench.place.path)/\(file)")
    }
    let more = ["--undo-out", files[0], "--record", files[1], "--report", files[2], "--format", "html"]
    #expect(try bench.accord.run(bench.words + more).code == 0)
    for file in files {
      #expect(try bench.place.text("precious-\(file)") == "of value")
      #expect(try bench.place.text(file).utf8.count > 100)
    }
  }
}

/// How another run ended that a test starts in the middle of the first.
private final class Said: Sendable {
  private let state = Mutex<Accord.Ending?>(nil)
  var ending: Accord.Ending? { state.withLock { $0 } }
  func note(_ ending: Accord.Ending?) { state.withLock { $0 = ending } }
}
