internal import Access

/// Where lines are after all edits.
struct LineNumbers {
  private let files: [EditableFile]
  /// By file and by what tells the line from others.
  private let numbers: [[Int: Int]]

  init(_ files: [EditableFile]) {
    self.files = files
    numbers = files.map { file in
      Dictionary(uniqueKeysWithValues: file.text.lines.enumerated().map { ($1.id, $0 + 1) })
    }
  }

  /// Where a place is now, with the line that it was on.
  func moved(_ place: Place, with line: SourceText.Line?) -> Place {
    guard let line, let file = files.firstIndex(where: { $0.path == place.file }), let number = numbers[file][line.id]
    else { return place }
    return Place(file: place.file, line: number, column: place.column)
  }

  /// The lines that have another number than before the edits, by file.
  var moved: [String: [Int: Int]] {
    Dictionary(
      uniqueKeysWithValues: files.map { file in
        let numbers = file.text.lines.enumerated().compactMap { at, line in line.origin.map { ($0, at + 1) } }
        return (file.path, Dictionary(uniqueKeysWithValues: numbers.filter { $0 != $1 }))
      })
  }

  /// Blank lines that came or went with others are not worth a place.
  func places(of touched: [EditedText.Touched]) -> [Place] {
    Set(touched.filter { !$0.line.isBlank }.compactMap(place)).sorted()
  }

  private func place(of touched: EditedText.Touched) -> Place? {
    let file = files[touched.file]
    let now = numbers[touched.file][touched.line.id]
    let column = (now.map { file.text[$0] } ?? touched.line).indentation + 1
    return (now ?? touched.line.origin).map { Place(file: file.path, line: $0, column: column) }
  }
}
