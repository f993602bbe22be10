import FoundationEssentials
import Testing

/// Compares a text with a file of `Golden/`; `UPDATE_GOLDEN=1` writes the file anew.
///
/// Escape characters are kept in the files as `␛`, so that the files can be read.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  let file = directory.appending(path: "\(name).txt")
  let readable = text.replacing("\u{1b}", with: "␛")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(readable.utf8).write(to: file)
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  #expect(readable == golden, "\(difference(golden, readable))", sourceLocation: sourceLocation)
}

/// The lines in which two texts differ.
private func difference(_ old: String, _ new: String) -> String {
  let (before, after) = (
    old.split(separator: "\n", omittingEmptySubsequences: false),
    new.split(separator: "\n", omittingEmptySubsequences: false)
  )
  return after.difference(from: before).map { change in
    switch change {
    case .remove(let at, let line, _): "-\(at + 1): \(line)"
    case .insert(let at, let line, _): "+\(at + 1): \(line)"
    }
  }.joined(separator: "\n")
}
