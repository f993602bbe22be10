/// What two texts differ in, as a patch that `patch -p1` and `git apply` take.
package enum UnifiedDiff {
  private static let context = 3

  private enum Line {
    case kept(ArraySlice<UInt8>)
    case removed(ArraySlice<UInt8>)
    case added(ArraySlice<UInt8>)

    var isKept: Bool { if case .kept = self { true } else { false } }
    var isRemoved: Bool { if case .removed = self { true } else { false } }
    var isAdded: Bool { if case .added = self { true } else { false } }
  }

  /// Empty where they are equal.
  ///
  /// - Parameter path: behind `a/` and `b/`.
  package static func text(of path: String, _ before: [UInt8], _ after: [UInt8]) -> String {
    let lines = lines(Self.lines(before), Self.lines(after))
    let changed = lines.indices.filter { !lines[$0].isKept }
    guard !changed.isEmpty else { return "" }
    var hunks: [Range<Int>] = []
    for at in changed {
      let range = max(0, at - context)..<min(lines.count, at + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    let head = "--- \(label("a/\(path)"))\n+++ \(label("b/\(path)"))\n"
    return head + hunks.map { hunk($0, of: lines) }.joined()
  }

  private static func hunk(_ range: Range<Int>, of lines: [Line]) -> String {
    let above = lines[..<range.lowerBound]
    let old = span(lines[range].count { !$0.isAdded }, behind: above.count { !$0.isAdded })
    let new = span(lines[range].count { !$0.isRemoved }, behind: above.count { !$0.isRemoved })
    return "@@ -\(old) +\(new) @@\n"
      + lines[range].map { line in
        switch line {
        case .kept(let bytes): " \(text(bytes))"
        case .removed(let bytes): "-\(text(bytes))"
        case .added(let bytes): "+\(text(bytes))"
        }
      }.joined()
  }

  /// Of no lines the one behind which they would be.
  private static func span(_ count: Int, behind lines: Int) -> String {
    "\(count == 0 ? lines : lines + 1),\(count)"
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    let text = String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : "\(text)\n\\ No newline at end of file\n"
  }

  /// With their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.endIndex
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private static func lines(_ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]) -> [Line] {
    let head = zip(before, after).prefix { $0 == $1 }.count
    let tail = zip(before[head...].reversed(), after[head...].reversed()).prefix { $0 == $1 }.count
    let (old, new) = (Array(before[head..<(before.count - tail)]), Array(after[head..<(after.count - tail)]))
    var (removed, added) = (Set<Int>(), Set<Int>())
    for change in new.difference(from: old) {
      switch change {
      case .remove(let at, _, _): removed.insert(at)
      case .insert(let at, _, _): added.insert(at)
      }
    }
    var lines = before[..<head].map { Line.kept($0) }
    var (at, next) = (0, 0)
    while at < old.count || next < new.count {
      if removed.contains(at) {
        lines.append(.removed(old[at]))
        at += 1
      } else if added.contains(next) {
        lines.append(.added(new[next]))
        next += 1
      } else {
        lines.append(.kept(old[at]))
        (at, next) = (at + 1, next + 1)
      }
    }
    return lines + before[(before.count - tail)...].map { .kept($0) }
  }

  /// A name with a blank in it ends at a tab, as git writes it; one with what a line cannot hold stands in quotes.
  private static func label(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F
    }
    guard !isPlain else { return name.utf8.contains(UInt8(ascii: " ")) ? "\(name)\t" : name }
    let quoted = name.escaped { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\n": "\\n"
      case "\t": "\\t"
      case let control where control.value < 0x20 || control.value == 0x7F:
        "\\" + octal(control.value)
      default: nil
      }
    }
    return "\"\(quoted)\""
  }

  private static func octal(_ value: UInt32) -> String {
    let digits = String(value, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
