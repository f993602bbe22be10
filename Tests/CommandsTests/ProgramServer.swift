import Testing

/// `accord sandbox` in a process of its own, on a port that the system chose.
final class SandboxProcess {
  let url: String
  private let child: ChildProgram
  private let output: OneWay
  private let errors: OneWay

  /// - Parameters:
  ///   - words: flags besides.
  ///   - blocks: how many half kibibytes a file may have, as on a disk that is nearly full.
  init(in place: PrivatePlace, _ words: String..., filesUpTo blocks: Int? = nil) throws {
    (output, errors) = (try OneWay(), try OneWay())
    let accord = blocks.map { Accord(place: place).withFiles(upTo: $0) } ?? Accord(place: place)
    let shell = accord.shell.map { ["/bin/sh", "-c", $0, "sh"] } ?? []
    child = try ChildProgram(
      shell + [Accord.path, "sandbox", "workspace.json"] + words, in: place.path, environment: accord.clean,
      descriptors: [.empty, .descriptor(output.writing), .descriptor(errors.writing)])
    output.closeWriting()
    errors.closeWriting()
    var said = ""
    while !said.contains("try: ") {
      guard let chunk = OneWay.chunk(from: output.reading) else { continue }
      try #require(!chunk.isEmpty, "accord sandbox ended: \(said)")
      said += String(decoding: chunk, as: UTF8.self)
    }
    let line = try #require(said.split(separator: "\n").first)
    url = String(line.trimmingPrefix("listening on "))
  }

  /// Ctrl-C, and how it ended.
  func stop() -> Int32 {
    child.send(2)
    return child.wait()
  }

  /// What it said on stderr, once it has ended.
  var complaints: String { OneWay.readToTheEnd([errors], within: .seconds(10)).texts[0] }
}
