import Access
import PolicyFiles
import Testing

/// What edits did not ask for is where and what it was, line by line, to the byte.
struct UntouchedLines {
  let seed: UInt64

  /// Lines are told apart by their comments; what is not said to be touched is where and what it was.
  func check(_ text: PolicyText, _ edited: EditedPolicy) {
    for file in edited.changed {
      let before = Self.lines(text.files.first { $0.path == file.path }?.bytes ?? [])
      let after = Self.lines(file.bytes)
      let said = Set(
        edited.outcomes.flatMap { outcome -> [Int] in
          guard case .made(let places) = outcome.result else { return [] }
          return places.filter { $0.file == file.path }.map(\.line)
        })
      let (old, new) = (Set(before), Set(after))
      checkEndings(file, text)
      let kept = before.filter { !$0.isEmpty && new.contains($0) }
      #expect(kept == after.filter { !$0.isEmpty && old.contains($0) }, "seed \(seed): \(file.path) lost its order")
      let tags = Dictionary(after.enumerated().compactMap { at, line in Self.tag(line).map { ($0, at + 1) } }) {
        first, _ in first
      }
      for (at, line) in before.enumerated() where !line.isEmpty && !new.contains(line) {
        let isSaid = said.contains(at + 1) || Self.tag(line).flatMap { tags[$0] }.map(said.contains) == true
        #expect(isSaid, "seed \(seed): \(file.path):\(at + 1) is gone: \(line)")
      }
      for (at, line) in after.enumerated() where !line.isEmpty && !old.contains(line) {
        #expect(said.contains(at + 1), "seed \(seed): \(file.path):\(at + 1) is new: \(line)")
      }
    }
  }

  /// Lines end as they did, and the last has an end where it had one.
  private func checkEndings(_ file: PolicyText.File, _ text: PolicyText) {
    let before = text.files.first { $0.path == file.path }?.bytes ?? []
    let (feeds, returns) = (file.bytes.count { $0 == 10 }, file.bytes.count { $0 == 13 })
    #expect(returns == (before.contains(13) ? feeds : 0), "seed \(seed): \(file.path)")
    #expect(before.starts(with: [0xEF, 0xBB, 0xBF]) == file.bytes.starts(with: [0xEF, 0xBB, 0xBF]), "seed \(seed)")
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0.last == "\r" ? $0.dropLast() : $0)) }
  }

  /// `# line 12`
  private static func tag(_ line: String) -> Substring? {
    line.firstRange(of: "# line ").map { line[$0.lowerBound...] }
  }
}
