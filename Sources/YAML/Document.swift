/// One file: what it says and what is wrong with it.
package struct Document: Sendable {
  /// Nil for a file with nothing in it but blanks and comments, and for one that could not be read to its end.
  package let root: Node?
  /// In the order of the file. Not empty means: ``root``, if any, is fit for finding further problems only.
  package let problems: [Problem]

  /// Files above this are refused unread: 16 MiB.
  package static let maximumBytes = 16 << 20
  /// Collections inside collections. libyaml takes quadratic time over nested `[`, so its event loop is left here.
  package static let maximumDepth = 32
  /// A file of a million aliases deserves no million messages.
  package static let maximumProblems = 100

  /// Reads UTF-8, with or without a byte order mark, lines ended by LF or CRLF.
  package init(reading bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { Document(reading: $0) }
  }

  private init(reading bytes: UnsafeBufferPointer<UInt8>) {
    do throws(Problem) {
      let text = try Self.withoutByteOrderMark(bytes)
      let scan = try SourceScan(text)
      guard !text.isEmpty else {
        (root, problems) = (nil, [])
        return
      }
      var builder = TreeBuilder(text, scan)
      root = builder.document()
      problems = builder.problems
    } catch {
      (root, problems) = (nil, [error])
    }
  }

  /// Marks start behind the byte order mark, as they do in an editor.
  private static func withoutByteOrderMark(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(Problem) -> UnsafeBufferPointer<UInt8> {
    let start = Mark(line: 1, column: 1)
    guard bytes.count <= maximumBytes else { throw Problem(.tooLarge(bytes: bytes.count), at: start) }
    if let encoding = SourceScan.foreignEncoding(bytes) { throw Problem(.wrongEncoding(encoding), at: start) }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
  }
}
