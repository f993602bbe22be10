import Syntax

/// The records of a CSV file, as spreadsheets write them: with or without a byte order mark, CRLF or LF, separated by
/// commas, semicolons or tabs, cells in quotes where they like.
struct CSVTable {
  struct Record {
    /// Where it begins, counted from 1.
    let line: Int
    let cells: [String]
  }

  /// Why a file is no table, and the way out.
  struct Problem: Error, Hashable {
    let line: Int
    let message: String
  }

  /// Empty lines are left out.
  let records: [Record]

  init(_ bytes: [UInt8]) throws(Problem) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Problem(line: 1, message: "the file is UTF-16; save it as CSV in UTF-8")
    }
    if let line = MergeConflict.lines(in: bytes).first { throw Problem(line: line, message: MergeConflict.message) }
    guard
      let text = String(
        validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    else { throw Problem(line: 1, message: "the file is not UTF-8; save it as CSV in UTF-8 (Excel: 'CSV UTF-8')") }
    let scalars = Array(text.unicodeScalars)
    records = try Self.records(scalars, separatedBy: Self.separator(scalars))
  }

  /// Excel's own first line says it (`sep=;`), else whichever is most frequent in the first line, outside quotes.
  private static func separator(_ text: [Unicode.Scalar]) -> Unicode.Scalar {
    var (counts, isQuoted) = ([Unicode.Scalar: Int](), false)
    for scalar in text.prefix(while: { $0 != "\n" && $0 != "\r" }) {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, ",;\t".unicodeScalars.contains(scalar) { counts[scalar, default: 0] += 1 }
    }
    return [",", ";", "\t"].max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }

  private static func records(
    _ text: [Unicode.Scalar], separatedBy separator: Unicode.Scalar
  ) throws(Problem) -> [Record] {
    var reader = Reader(text, separator)
    var records: [Record] = []
    while let record = try reader.next() {
      let isEmpty = record.cells.allSatisfy { $0.withoutBlanks.isEmpty }
      let isHint = records.isEmpty && record.line == 1 && record.cells.first?.begins(with: "sep=") == true
      if !isEmpty, !isHint { records.append(record) }
    }
    return records
  }
}

/// Reads one record after the other.
private struct Reader {
  private let text: [Unicode.Scalar]
  private let separator: Unicode.Scalar
  private var at = 0
  private var line = 1

  init(_ text: [Unicode.Scalar], _ separator: Unicode.Scalar) {
    self.text = text
    self.separator = separator
  }

  mutating func next() throws(CSVTable.Problem) -> CSVTable.Record? {
    guard at < text.count else { return nil }
    let start = line
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard at < text.count, text[at] == separator else { break }
      at += 1
    }
    endLine()
    return CSVTable.Record(line: start, cells: cells)
  }

  private mutating func endLine() {
    if at < text.count, text[at] == "\r" { at += 1 }
    if at < text.count, text[at] == "\n" { at += 1 }
    line += 1
  }

  private mutating func cell() throws(CSVTable.Problem) -> String {
    var cell = String.UnicodeScalarView()
    if at < text.count, text[at] == "\"" { cell = try quoted() }
    // What follows a closing quote belongs to the cell: nobody writes it, and nothing may be lost.
    while at < text.count, text[at] != separator, text[at] != "\n", text[at] != "\r" {
      cell.append(text[at])
      at += 1
    }
    return String(cell)
  }

  private mutating func quoted() throws(CSVTable.Problem) -> String.UnicodeScalarView {
    let start = line
    var cell = String.UnicodeScalarView()
    at += 1
    while at < text.count {
      if text[at] == "\"" {
        at += 1
        guard at < text.count, text[at] == "\"" else { return cell }
      } else if text[at] == "\n" {
        line += 1
      }
      cell.append(text[at])
      at += 1
    }
    throw CSVTable.Problem(line: start, message: "a quote is never closed; save the file from a spreadsheet again")
  }
}

extension String {
  /// The text without white space, which spreadsheets add and take away as they like.
  var withoutBlanks: String { escaped { $0.properties.isWhitespace ? "" : nil } }
}
