import Access
import Glibc
import PolicyFiles
import RandomWorlds
import Testing

/// Files in a policy's directory that are no policy, and links that lead out of it.
@Suite struct `What lies beside a policy` {
  private let directory = PolicyDirectory(["workspace.yaml": "workspace: {slug: acme}\n"])

  private func people(_ name: String) -> [UInt8] { Array("people:\n  \(name)@acme.com:\n".utf8) }

  private var declared: [String]? { directory.load().desired?.people.map(\.email.written) }

  @Test func `the letter case of an ending does not matter`() {
    directory.write("contractors.YAML", people("ada"))
    directory.write("more/staff.Yml", people("bob"))
    #expect(directory.report() == "")
    #expect(declared == ["ada@acme.com", "bob@acme.com"])
    directory.write("../shared/people.YML", people("cy"))
    directory.write("workspace.yaml", Array("workspace: {slug: acme, include: [../shared/people.YML]}\n".utf8))
    #expect(directory.load().desired?.files == 4)
  }

  @Test(arguments: [
    "groups.yaml.txt", "people.yaml~", "#people.yaml#", "people.yml.bak", "people.yaml.orig", "people.YAML.swp",
    "yaml", "a/b.yaml,v", "people_yaml",
  ])
  func `what is named like a policy and not read is an error`(name: String) {
    directory.write(name, people("ada"))
    #expect(
      directory.report()
        == "\(name):1:1: error: not read: its name ends in neither .yaml nor .yml; rename it, or remove it")
  }

  @Test(arguments: ["people.csv", "notes.txt", "CODEOWNERS", "people", "a/b/people.json"])
  func `anything else that is not read is a warning`(name: String) {
    directory.write(name, people("ada"))
    #expect(
      directory.report()
        == "\(name):1:1: warning: not read: its name ends in neither .yaml nor .yml; move what is no policy elsewhere, or begin its name with a dot"
    )
    #expect(declared == [])
  }

  @Test func `a pipe, and a link that leads nowhere, are not read either`() {
    mkfifo(directory.path + "/pipe", 0o600)
    symlink("missing", directory.path + "/gone")
    symlink("missing.txt", directory.path + "/old.yaml.link")
    #expect(
      directory.load().diagnostics.map { "\($0.place!.file) \($0.severity)" }.sorted() == [
        "gone warning", "old.yaml.link error", "pipe warning",
      ])
  }

  @Test func `hundreds of them are said in a few lines`() {
    for number in 0..<300 { directory.write("data/\(number).csv", []) }
    let said = directory.load().diagnostics
    #expect(said.count == 11)
    #expect(said.allSatisfy { $0.severity == .warning })
    #expect(said.contains { $0.message == "290 more files here are not read" && $0.place?.file == "data" })
  }

  @Test func `an included directory is looked at in the same way`() {
    directory.write("../shared/people.yaml.txt", people("ada"))
    directory.write("../shared/people.yaml", people("ada"))
    directory.write("workspace.yaml", Array("workspace: {slug: acme, include: [../shared]}\n".utf8))
    #expect(directory.report().hasPrefix("../shared/people.yaml.txt:1:1: error: not read"))
  }
}

/// Lines of a file that somebody's link leads to could be quoted in an error, and what it says could change unreviewed.
@Suite struct `A symbolic link in a policy` {
  private let directory = PolicyDirectory(["workspace.yaml": "workspace: {slug: acme}\n"])

  private func outside(_ name: String, _ text: String) { directory.write("../outside/\(name)", Array(text.utf8)) }

  private func error(_ link: String, _ target: String) -> String {
    let real = realpath(directory.root, nil).map { String(cString: $0) } ?? ""
    return
      "\(link):1:1: error: a symbolic link that leads out of this directory, to \(real)/\(target); put what it leads to in its place (a policy may name a directory under include:)"
  }

  @Test func `that leads out of it is an error that names it, and nothing of the file is quoted`() {
    outside("secret", "root:x:0:0\npassword: [hunter2\n")
    symlink("../outside/secret", directory.path + "/people.yaml")
    #expect(directory.report() == error("people.yaml", "outside/secret"))
    #expect(
      !directory.load().diagnostics.contains { $0.description.contains("hunter2") || $0.description.contains("x:0") })
  }

  @Test func `that leads to a directory outside, or to the file of another link that does, is one too`() {
    outside("people.yaml", "people: {ada@acme.com: {}}\n")
    symlink("../outside", directory.path + "/team")
    #expect(directory.report() == error("team", "outside"))
    unlink(directory.path + "/team")
    directory.write("sub/.keep", [])
    symlink("../../outside/people.yaml", directory.path + "/sub/.data")
    symlink("sub/.data", directory.path + "/people.yml")
    #expect(directory.report() == error("people.yml", "outside/people.yaml"))
  }

  @Test func `that is the file of the workspace itself leaves nothing else to say`() {
    outside("workspace.yaml", "workspace: {slug: acme}\n")
    unlink(directory.path + "/workspace.yaml")
    symlink("../outside/workspace.yaml", directory.path + "/workspace.yaml")
    #expect(directory.report() == error("workspace.yaml", "outside/workspace.yaml"))
  }

  @Test func `may lead to what is included, which is read there once`() {
    directory.write("../shared/people.yaml", Array("people: {ada@acme.com: {departed: true}}\n".utf8))
    directory.write("workspace.yaml", Array("workspace: {slug: acme, include: [../shared]}\n".utf8))
    symlink("../shared/people.yaml", directory.path + "/people.yaml")
    symlink("../shared", directory.path + "/all")
    #expect(directory.report() == "")
    #expect(directory.load().desired?.files == 2)
  }

  @Test func `in an included directory may not lead out of all of them`() {
    outside("more.yaml", "people: {ada@acme.com: {}}\n")
    directory.write("../shared/people.yaml", Array("people: {ada@acme.com: {}}\n".utf8))
    symlink("../outside/more.yaml", directory.root + "/shared/more.yaml")
    symlink("../policy/workspace.yaml", directory.root + "/shared/back.yaml")
    directory.write("workspace.yaml", Array("workspace: {slug: acme, include: [../shared]}\n".utf8))
    #expect(directory.report() == error("../shared/more.yaml", "outside/more.yaml"))
  }

  @Test func `by which the whole directory is named leads anywhere`() {
    symlink("policy", directory.root + "/current")
    #expect(loadPolicy(at: directory.root + "/current", now: PolicyDirectory.now).diagnostics == [])
  }

  /// As a kubelet mounts a ConfigMap: each key a link through `..data`, which is a link to a directory beside it.
  @Test func `through Kubernetes' ..data goes on working`() {
    let mounted = PolicyDirectory()
    mounted.write("..2026_12_01/workspace.yaml", Array("workspace: {slug: acme}\n".utf8))
    mounted.write("..2026_12_01/people.yaml", Array("people: {ada@acme.com: {}}\n".utf8))
    symlink("..2026_12_01", mounted.path + "/..data")
    for name in ["workspace.yaml", "people.yaml"] { symlink("..data/\(name)", mounted.path + "/\(name)") }
    #expect(mounted.report() == "")
    #expect(mounted.load().desired?.files == 2)
  }
}
