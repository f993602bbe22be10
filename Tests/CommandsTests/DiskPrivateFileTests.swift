import Glibc
import Testing

@testable import Commands

/// Files that are read in several steps, and what may stand where one is to be written.
@Suite struct `A private file` {
  private let place: PrivatePlace
  private var path: String { "\(place.path)/file" }

  init() throws {
    place = try PrivatePlace()
    try place.write("file", "old")
  }

  /// Reads, and writes into the file in the middle of each attempt until it has done so often enough.
  private func read(disturbed times: Int) throws -> String {
    var left = times
    let bytes = try PrivateFile.read(path, limit: 1 << 10) { _ throws(FileProblem) in
      guard left > 0 else { return }
      left -= 1
      let file = open(path, O_WRONLY | O_APPEND)
      _ = Glibc.write(file, "er", 2)
      close(file)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `that is written into while it is read is read once more, and twice is an error`() throws {
    #expect(try read(disturbed: 0) == "old")
    #expect(try read(disturbed: 1) == "older")
    let problem = #expect(throws: FileProblem.self) { try read(disturbed: 2) }
    #expect(problem?.description.hasPrefix("\(path) was changed while it was read, and again") == true)
  }

  @Test func `is replaced only while it is what was read`() throws {
    let version = try PrivateFile.content(of: path, limit: 10).version
    let next = try PrivateFile.replace(path, with: Array("new".utf8), ifStill: version)
    #expect(throws: FileProblem.self) { try PrivateFile.replace(path, with: [], ifStill: version) }
    #expect(try place.text("file") == "new")
    _ = try PrivateFile.replace(path, with: Array("newer".utf8), ifStill: next)
    #expect(try place.text("file") == "newer")
    unlink(path)
    #expect(throws: FileProblem.self) { try PrivateFile.replace(path, with: [], ifStill: next) }
  }

  @Test func `that is a descriptor of this process is written to and not replaced`() throws {
    let file = open(path, O_WRONLY | O_APPEND)
    defer { close(file) }
    for name in ["/dev/fd/\(file)", "/proc/self/fd/\(file)"] {
      #expect(PrivateFile.problem(writing: name) == nil)
      try PrivateFile.replace(name, with: Array("+".utf8))
    }
    #expect(try place.text("file") == "old++")
  }

  @Test(.enabled(if: geteuid() == 0)) func `is never a disk`() throws {
    let disk = "\(place.path)/disk"
    try #require(mknod(disk, S_IFBLK | 0o600, 0x0FFF) == 0)
    symlink("disk", "\(place.path)/plan.json")
    for path in [disk, "\(place.path)/plan.json"] {
      let problem = #expect(throws: FileProblem.self) { try PrivateFile.replace(path, with: [1]) }
      #expect(problem?.description == "\(path) is a disk, and nothing is written to one")
    }
  }
}
