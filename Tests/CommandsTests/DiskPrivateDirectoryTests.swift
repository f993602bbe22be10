import FoundationEssentials
import Testing

@testable import Commands

/// A directory that is there whole or not at all.
@Suite struct `A private directory` {
  private let place: PrivatePlace
  private let names = ["groups/a.yaml", "people/a.yaml", "workspace.yaml"]

  init() throws { place = try PrivatePlace() }

  private func draft(for target: String) throws -> PrivateDirectory {
    let draft = try PrivateDirectory(for: "\(place.path)/\(target)")
    for name in names { try draft.write(name, "\(name)\n") }
    return draft
  }

  private func makeDirectory(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: "\(place.path)/\(name)", withIntermediateDirectories: true)
  }

  @Test(arguments: ["new", "new///", "empty", "full", "./new", "full/../new"])
  func `is at its place in the end, and nowhere else`(target: String) throws {
    try makeDirectory("empty")
    try makeDirectory("full/people")
    try place.write("full/people/README.md", "mine")
    let before = Set(place.names(in: "")).union([target.hasSuffix("full") || target == "empty" ? target : "new"])
    try draft(for: target).publish(names)
    for name in names { #expect(try place.text("\(target)/\(name)") == "\(name)\n") }
    #expect(place.mode("\(target)/workspace.yaml") == 0o600)
    #expect(Set(place.names(in: "")) == before)
    #expect(try place.text("full/people/README.md") == "mine")
  }

  /// Somebody was quicker, or has something else under a name that is needed.
  @Test(arguments: [("workspace.yaml", "theirs"), ("people", "not a directory")])
  func `takes back what it had moved when the rest cannot follow`(name: String, text: String) throws {
    try makeDirectory("full")
    try place.write("full/README.md", "mine")
    try place.write("full/\(name)", text)
    let draft = try draft(for: "full")
    let problem = #expect(throws: FileProblem.self) { try draft.publish(names) }
    #expect(problem?.description.hasPrefix("cannot write \(place.path)/full/") == true)
    #expect(place.names(in: "full") == ["README.md", name].sorted())
    #expect(try place.text("full/\(name)") == text)
    draft.discard(names)
    #expect(!place.names(in: "").contains { $0.hasSuffix(".tmp") })
  }

  @Test func `is hidden while it is written`() throws {
    let draft = try draft(for: "new")
    #expect(draft.path.hasPrefix("\(place.path)/.new."))
    #expect(!place.names(in: "").contains("new"))
    draft.discard(names)
    #expect(!place.names(in: "").contains { $0.hasPrefix(".new") })
  }
}
