import Testing

/// `accord sandbox` in a process of its own, on a port that the system chose.
final class SandboxProcess {
  let url: String
  /// What it says to put into the environment.
  let export: String
  let child: ChildProgram
  private let output: OneWay
  private let errors: OneWay

  /// - Parameters:
  ///   - words: flags besides.
  ///   - token: the one that it takes; nil for one of its own making.
  ///   - blocks: how many half kibibytes a file may have, as on a disk that is nearly full.
  ///   - line: a line of sh(1) that runs the program as `"$@"`.
  init(
    in place: PrivatePlace, _ words: String..., token: String? = "sandbox", filesUpTo blocks: Int? = nil,
    by line: String? = nil
  ) throws {
    (output, errors) = (try OneWay(), try OneWay())
    var accord = Accord(place: place, environment: token.map { ["SEGMENT_TOKEN": $0] } ?? [:])
    if let blocks { accord = accord.withFiles(upTo: blocks) }
    if let line { accord.shell = line }
    let shell = accord.shell.map { ["/bin/sh", "-c", $0, "sh"] } ?? []
    child = try ChildProgram(
      shell + [Accord.path, "sandbox", "workspace.json"] + words, in: place.path, environment: accord.clean,
      descriptors: [.empty, .descriptor(output.writing), .descriptor(errors.writing)])
    output.closeWriting()
    errors.closeWriting()
    var said = ""
    while said.matches(of: /\n/).count < 2 {
      guard let chunk = OneWay.chunk(from: output.reading) else { continue }
      try #require(!chunk.isEmpty, "accord sandbox ended: \(said)")
      said += String(decoding: chunk, as: UTF8.self)
    }
    let lines = said.split(separator: "\n")
    url = String(lines[0].trimmingPrefix("listening on "))
    export = String(lines[1])
  }

  /// Ctrl-C, and how it ended.
  func stop() -> Int32 {
    child.send(2)
    return child.wait()
  }

  /// What it said on stderr, once it has ended.
  var complaints: String { OneWay.readToTheEnd([errors], within: .seconds(10)).texts[0] }
}
