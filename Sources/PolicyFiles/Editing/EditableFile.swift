internal import YAML

/// One file of the policy, open for editing.
struct EditableFile {
  let path: String
  let isIncluded: Bool
  /// With its bytes as they stand.
  private(set) var source: PolicyText.File
  private(set) var text: SourceText
  /// Nil for an included file, which other workspaces share.
  private(set) var layout: LayoutIndex?
  private(set) var conventions: LayoutConventions

  init(_ file: PolicyText.File) {
    (path, isIncluded, source) = (file.path, file.isIncluded, file)
    text = SourceText(file.bytes)
    layout = file.isIncluded ? nil : Layout(of: file.bytes).map { LayoutIndex($0) }
    conventions = LayoutConventions(layout?.root, text)
  }

  /// Changes the text, and looks anew at what it is then.
  ///
  /// - Returns: the lines that each edit touched.
  mutating func apply(_ patches: [Patch]) throws(CannotEdit) -> [Int: [SourceText.Line]] {
    let touched = try text.apply(patches)
    source.bytes = text.bytes
    layout = Layout(of: source.bytes).map { LayoutIndex($0) }
    conventions = LayoutConventions(layout?.root, text)
    return touched
  }
}
