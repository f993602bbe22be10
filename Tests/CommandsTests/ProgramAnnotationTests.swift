import FoundationEssentials
import Testing

/// `validate --format github` started anywhere: GitHub compares paths with those of the pull request.
@Suite struct `Annotations of a pull request` {
  private let place: PrivatePlace

  init() throws {
    place = try PrivatePlace()
    try place.edit("policies/groups.yaml", "    roles:", "    rolls:")
  }

  /// What the first annotation names, with whatever belongs before the program.
  private func file(_ shell: String, _ directory: String, _ environment: [String: String] = [:]) throws -> String? {
    let accord = Accord(place: place, environment: environment, shell: shell)
    let ending = try accord("validate", directory, "--format", "github")
    #expect(ending.code == 1, "\(ending.everything)")
    return ending.output.firstMatch(of: #/::error file=([^,]*),/#).map { String($0.1) }
  }

  @Test(arguments: [
    ("exec \"$@\"", "policies"), ("cd policies; exec \"$@\"", "."), ("cd policies; exec \"$@\"", "../policies/"),
    ("ln -s policies link; exec \"$@\"", "link"), ("cd /; exec \"$@\"", "PLACE/policies"),
  ])
  func `name files from the root of the clone`(shell: String, directory: String) throws {
    try FileManager.default.createDirectory(atPath: "\(place.path)/.git", withIntermediateDirectories: false)
    #expect(try file(shell, directory.replacing("PLACE", with: place.path)) == "policies/groups.yaml")
  }

  @Test func `name files from the root of a worktree`() throws {
    try place.write("policies/.git", "gitdir: ../elsewhere\n")
    #expect(try file("exec \"$@\"", "policies") == "groups.yaml")
  }

  @Test func `name files from the runner's workspace, where the policy is in it`() throws {
    try FileManager.default.createDirectory(atPath: "\(place.path)/policies/.git", withIntermediateDirectories: false)
    let workspace = ["GITHUB_WORKSPACE": place.path]
    #expect(try file("cd policies; exec \"$@\"", ".", workspace) == "policies/groups.yaml")
    #expect(try file("exec \"$@\"", "policies", ["GITHUB_WORKSPACE": "/usr"]) == "groups.yaml")
    #expect(try file("exec \"$@\"", "policies", ["GITHUB_WORKSPACE": ""]) == "groups.yaml")
  }

  @Test func `name files as they were written where there is no repository`() throws {
    #expect(try file("exec \"$@\"", "policies") == "policies/groups.yaml")
    #expect(try file("cd policies; exec \"$@\"", ".") == "groups.yaml")
  }
}
