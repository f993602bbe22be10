/// The marks that git leaves in a file where two sides changed one place: seven of one sign at the beginning of a line,
/// `|` where it shows what was there before (diff3). No format that is read here has such a line.
package enum MergeConflict {
  /// The lines, counted from 1, on which a conflict begins, or that somebody left of one.
  package static func lines(in bytes: [UInt8]) -> [Int] {
    var (lines, line, isOpen) = ([Int](), 1, false)
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        if let mark = mark(at: start, in: bytes) {
          if !isOpen || mark == UInt8(ascii: "<") { lines.append(line) }
          isOpen = mark == UInt8(ascii: "<") || isOpen && mark != UInt8(ascii: ">")
        }
        while start < bytes.count, bytes[start] != UInt8(ascii: "\n") { start += 1 }
        start += 1
        line += 1
      }
    }
    return lines
  }

  /// What is said of one.
  package static let message =
    "an unresolved merge conflict; keep what is right of both sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"

  /// The sign that seven of stand at a line's beginning, and behind them a blank or the line's end.
  private static func mark(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
    let sign = bytes[start]
    // Nearly every line is told by its first byte.
    switch sign {
    case UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: ">"): break
    default: return nil
    }
    let end = start + 7
    guard end <= bytes.count, bytes[start..<end].allSatisfy({ $0 == sign }) else { return nil }
    guard end < bytes.count else { return sign }
    return [UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(bytes[end]) ? sign : nil
  }
}
