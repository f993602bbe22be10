import Access
import FoundationEssentials
import Glibc
import Testing

/// The built program, run as its users run it: a process of its own, an environment with nothing of the test's in it,
/// a private directory, no terminal.
struct Accord: Sendable {
  /// What a run left behind.
  struct Ending: Hashable {
    var code: Int32
    var output: String
    var errors: String

    var everything: String { output + errors }
  }

  let place: PrivatePlace
  var environment: [String: String] = [:]
  /// A line of sh(1) that runs the program as `"$@"`, with whatever belongs around it.
  var shell: String?

  /// Where the program is: where the build puts it, beside the tests, or another that `ACCORD_PROGRAM` names, such as one
  /// that is to be released.
  static let directory: URL = {
    let other = ProcessInfo.processInfo.environment["ACCORD_PROGRAM"].map { URL(filePath: $0) }
    return (other ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()).deletingLastPathComponent()
  }()
  static var path: String { directory.appending(path: "accord").path() }

  /// - Parameter words: the command line without the program's name, in words.
  func callAsFunction(_ words: String...) throws -> Ending { try run(words) }

  /// - Throws: when the program cannot be started or does not end: everything it does here takes seconds.
  /// - Parameters:
  ///   - started: told the process as soon as there is one.
  ///   - saying: told of everything on stderr so far, whenever there is more, with the process.
  func run(
    _ words: [String], started: (Int32) -> Void = { _ in }, saying: (String, Int32) -> Void = { _, _ in }
  ) throws -> Ending {
    let (output, errors) = (try OneWay(), try OneWay())
    let child = try ChildProgram(
      shell.map { ["/bin/sh", "-c", $0, "sh", Self.path] + words } ?? [Self.path] + words, in: place.path,
      environment: clean, descriptors: [.empty, .descriptor(output.writing), .descriptor(errors.writing)])
    started(child.id)
    output.closeWriting()
    errors.closeWriting()
    let texts = OneWay.readToTheEnd([output, errors], within: .seconds(60)) { saying($0[1], child.id) }
    guard texts.isWhole else { throw ChildProgram.Trouble("accord \(words.joined(separator: " ")) does not end") }
    return Ending(code: child.wait(), output: texts.texts[0], errors: texts.texts[1])
  }

  /// The same with a disk that is full once a file has so many half kibibytes.
  func withFiles(upTo blocks: Int) -> Accord {
    // Under the thread sanitizer a program maps a file of its own in TMPDIR as it starts, and goes without where it cannot.
    let environment = environment.merging(["TMPDIR": "/dev/null/none"]) { ours, _ in ours }
    return Accord(place: place, environment: environment, shell: "ulimit -f \(blocks) && exec \"$@\"")
  }

  /// What a program needs of an environment, and what the test adds.
  var clean: [String: String] {
    ["HOME": place.path, "PATH": "\(Self.directory.path()):/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
      .merging(environment) { _, ours in ours }
  }
}

/// A directory of one test, with copies of what the repository shows, gone when the test is over.
final class PrivatePlace: Sendable {
  let path: String
  private let url: URL

  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// - Parameter snapshot: the name of an example's workspace; it is there as `workspace.json`.
  init(snapshot: String = "acme") throws {
    var template = Array("/tmp/accord-program-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    url = URL(filePath: path)
    for name in ["policies", "examples"] {
      try FileManager.default.copyItem(
        at: Self.repository.appending(path: name), to: url.appending(path: name))
    }
    for name in names(in: "examples") where name.hasSuffix(".snapshot.json") {
      try write("examples/\(name)", Self.readNow(try text("examples/\(name)")))
    }
    try write("workspace.json", Self.ofItsOwn(try text("examples/\(snapshot).snapshot.json"), path))
  }

  /// A workspace's id is what keeps two applies of one machine apart, and tests run side by side.
  static func ofItsOwn(_ snapshot: String, _ path: String) -> String {
    snapshot.replacing(#/"workspace": \{"id": "[^"]*"/#) { _ in "\"workspace\": {\"id\": \"\(path)\"" }
  }

  /// Taken today, so that nothing is said of its age.
  static func readNow(_ snapshot: String) -> String {
    snapshot.replacing(#/"readAt": "[^"]*"/#) { _ in "\"readAt\": \"\(Moment(seconds: Int64(time(nil))))\"" }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text(_ name: String) throws -> String { try String(contentsOf: url.appending(path: name), encoding: .utf8) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
    chmod(url.appending(path: name).path(), 0o600)
  }

  /// Makes a file the only one of a directory.
  func writeOnly(_ directory: String, _ name: String, _ text: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: directory))
    try FileManager.default.createDirectory(at: url.appending(path: directory), withIntermediateDirectories: true)
    try write("\(directory)/\(name)", text)
  }

  /// Changes a file; what is to be replaced must be there.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    let before = try text(name)
    try #require(before.contains(old), "\(name) has no \(old)")
    try write(name, before.replacing(old, with: new))
  }

  /// The permission bits of a file.
  func mode(_ name: String) -> mode_t {
    var status = stat()
    return stat(url.appending(path: name).path(), &status) == 0 ? status.st_mode & 0o777 : 0
  }

  /// Every file below that the program wrote for itself.
  func names(in directory: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: directory).path()).sorted()) ?? []
  }
}
