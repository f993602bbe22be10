import Testing

/// `accord sandbox` in a process of its own, on a port that the system chose.
final class SandboxProcess {
  let url: String
  private let child: ChildProgram
  private let output: OneWay

  /// - Parameter words: flags besides.
  init(in place: PrivatePlace, _ words: String...) throws {
    output = try OneWay()
    child = try ChildProgram(
      [Accord.path, "sandbox", "workspace.json"] + words, in: place.path, environment: Accord(place: place).clean,
      descriptors: [.empty, .descriptor(output.writing), .empty])
    output.closeWriting()
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
}
