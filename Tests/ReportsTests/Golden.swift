import Access
import FoundationEssentials
import Testing

/// Compares a text with a file of `Golden/`; `UPDATE_GOLDEN=1` writes the file anew.
///
/// Escape characters are kept in the files as `␛`, so that the files can be read; of a very long text its ends stand
/// there, and the digest of what is between them; of a page all but its style sheet.
func expectGolden(
  _ text: String, _ name: String, type: String = "txt", sourceLocation: SourceLocation = #_sourceLocation
)
  throws
{
  let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  let file = directory.appending(path: "\(name).\(type)")
  let readable = abridged(
    text.replacing("\u{1b}", with: "␛").replacing(#/<style>[^<]*/#, with: "<style>…")
      .replacing(#/sha256-[^&]*/#, with: "sha256-…"))
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try Data(readable.utf8).write(to: file)
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  #expect(readable == golden, "\(difference(golden, readable))", sourceLocation: sourceLocation)
}

private func abridged(_ text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard lines.count > 800 else { return text }
  let middle = lines[200..<(lines.count - 40)].joined(separator: "\n")
  let gap = "⋯ \(lines.count - 240) lines, \(SHA256.digest(middle.utf8)) ⋯"
  return (lines[..<200] + [gap[...]] + lines[(lines.count - 40)...]).joined(separator: "\n")
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
