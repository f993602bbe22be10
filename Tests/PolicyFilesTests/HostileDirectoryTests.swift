import Access
import FoundationEssentials
import Glibc
import PolicyFiles
import RandomWorlds
import Testing

@Suite struct `A hostile directory is read or refused, quickly` {
  private static let workspace = ["workspace.yaml": "workspace: {slug: acme}\n"]
  private let directory = PolicyDirectory(Self.workspace)

  @Test func `a gigabyte is refused unread`() {
    let file = open(directory.path + "/big.yaml", O_CREAT | O_WRONLY, 0o600)
    ftruncate(file, 1 << 30)
    close(file)
    #expect(
      directory.report() == "big.yaml:1:1: error: the file has 1073741824 bytes; the limit is 16 MiB, so split it")
  }

  /// To Swift a dot behind U+0D4E is a part of that letter, and one before a combining mark another character: a file
  /// would be left out in silence, and whoever stands in it would leave.
  @Test func `a name counts by its bytes, whatever its last letter combines with`() {
    directory.write("x\u{D4E}.yaml", Array("people:\n  a: 1\n".utf8))
    directory.write("y\u{600}.yml", Array("people:\n  b: 1\n".utf8))
    directory.write(".\u{301}z.yaml", Array("people:\n  c: 1\n".utf8))
    // Two spellings of one letter are two files.
    directory.write("\u{E9}.yaml", Array("people:\n  d: 1\n".utf8))
    directory.write("e\u{301}.yaml", Array("people:\n  e: 1\n".utf8))
    let report = directory.report()
    #expect(report.contains(": error: \"d\" is not"), "\(report)")
    #expect(report.contains(": error: \"e\" is not"), "\(report)")
    #expect(report.contains("x\u{D4E}.yaml:2:3: error: \"a\" is not"), "\(report)")
    #expect(report.contains("y\u{600}.yml:2:3: error: \"b\" is not"), "\(report)")
    #expect(!report.contains("\"c\""), "\(report)")
  }

  @Test func `a FIFO does not make it wait`() {
    mkfifo(directory.path + "/pipe.yaml", 0o600)
    #expect(
      directory.report()
        == "pipe.yaml:1:1: error: not a regular file; a policy is read from regular files alone")
  }

  @Test func `a device is not opened`() throws {
    #expect(throws: FileContents.Failure.self) { try FileContents.read("/dev/zero") }
  }

  @Test func `a directory named like a file`() {
    directory.write("x.yaml/people.yaml", Array("people:\n".utf8))
    #expect(directory.report() == "x.yaml:1:1: error: a directory that is named like a policy file; rename it")
  }

  @Test func `a link that leads nowhere`() {
    symlink("missing", directory.path + "/gone.yaml")
    #expect(directory.report() == "gone.yaml:1:1: error: the file cannot be read: no such file or directory")
  }

  @Test func `a link that leads to itself`() {
    symlink("loop.yaml", directory.path + "/loop.yaml")
    #expect(
      directory.report() == "loop.yaml:1:1: error: the file cannot be read: too many levels of symbolic links")
  }

  @Test func `a file that fails while it is read`() {
    // A regular file, even for root, of which nothing can be read at its start.
    do throws(FileContents.Failure) {
      _ = try FileContents.read("/proc/self/mem")
      Issue.record("it was read")
    } catch {
      #expect("\(error)" == "the file cannot be read: input/output error")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "permission bits do not stop root"))
  func `a file without permission`() {
    directory.write("secret.yaml", Array("people:\n".utf8))
    chmod(directory.path + "/secret.yaml", 0)
    #expect(directory.report() == "secret.yaml:1:1: error: the file cannot be read: permission denied")
  }

  @Test func `directories that hold each other are walked once`() {
    directory.write("a/people.yaml", Array("people:\n  ada@acme.com:\n".utf8))
    symlink("..", directory.path + "/a/up")
    symlink(".", directory.path + "/a/here")
    symlink("a", directory.path + "/b")
    #expect(directory.report() == "")
    #expect(directory.load().desired?.files == 2)
  }

  @Test func `names that start with a dot, and Markdown, are passed over`() {
    for name in [".hidden.yaml", ".git/x.yaml", ".#people.yaml", "README.md", "NOTES.MD", "a/.b/c.yml", "a/b.markdown"]
    {
      directory.write(name, Array("[".utf8))
    }
    #expect(directory.report() == "")
  }

  @Test func `a byte order mark and CRLF are read`() {
    directory.write("people.yaml", [0xEF, 0xBB, 0xBF] + Array("people:\r\n  ada@acme.com:\r\n    name: Ada\r\n".utf8))
    let loaded = directory.load()
    #expect(loaded.diagnostics == [])
    #expect(loaded.desired?.people.map(\.name) == ["Ada"])
    #expect(loaded.desired?.people.map(\.at) == [Place(file: "people.yaml", line: 2, column: 3)])
  }

  @Test func `more than ten thousand files are too many`() {
    for number in 0...10_000 { close(open("\(directory.path)/\(number).yaml", O_CREAT | O_WRONLY, 0o600)) }
    let errors = directory.load().diagnostics
    #expect(
      errors.map(\.message) == ["more than 10000 files or directories; name a directory that holds a policy alone"])
  }

  @Test func `a directory that is not there, and one that is a file`() {
    let missing = loadPolicy(at: directory.path + "/no", now: PolicyDirectory.now)
    #expect(
      missing.diagnostics == [
        .error(
          at: nil,
          "there is no directory '\(directory.path)/no'; name the directory of a policy, or write a workspace as one with accord import --out DIR"
        )
      ])
    let file = loadPolicy(at: directory.path + "/workspace.yaml", now: PolicyDirectory.now)
    #expect(
      file.diagnostics == [
        .error(
          at: nil,
          "\(directory.path)/workspace.yaml is not a directory; name the directory that holds the policy's files")
      ])
  }

  @Test func `a trailing slash changes nothing`() {
    #expect(loadPolicy(at: directory.path + "/", now: PolicyDirectory.now) == directory.load())
  }

  @Test func `the problems of every file come at once, sorted by place`() {
    directory.write("b.yaml", Array("[".utf8))
    directory.write("a.yaml", Array("people:\n  ada:\n  grace@acme.com: {nmae: Grace}\n".utf8))
    #expect(
      directory.load().diagnostics.map { $0.place.map { "\($0)" } } == ["a.yaml:2:3", "a.yaml:3:20", "b.yaml:2:1"])
  }

  @Test func `a policy cut off anywhere is read or refused, never half believed`() {
    let policy = Array(ExamplePolicy.policy.utf8)
    for count in stride(from: 0, to: policy.count, by: 41) {
      directory.write("../shared/people.yaml", Array(ExamplePolicy.shared.utf8))
      directory.write("workspace.yaml", Array(policy[..<count]))
      let loaded = directory.load()
      #expect((loaded.desired == nil) == loaded.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test func `hundreds of unknown names are listed in moments, and alike each time`() {
    let people = (0..<200).map { "  person\($0)@acme.com:\n" }.joined()
    let team = (0..<200).map { "    - persom\($0)@acme.com\n" }.joined()
    directory.write("people.yaml", Array("people:\n\(people)teams:\n  all:\n\(team)".utf8))
    let clock = ContinuousClock()
    var loads: [LoadedPolicy] = []
    let took = clock.measure { loads = [directory.load(), directory.load()] }
    #expect(loads[0].diagnostics.count == 200)
    #expect(loads[0] == loads[1])
    #expect(took < .seconds(30))
  }
}
