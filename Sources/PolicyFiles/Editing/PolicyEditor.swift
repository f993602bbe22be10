internal import Access
internal import YAML

/// A policy while it is edited: its texts, and what they say and mean as they stand.
struct PolicyEditor {
  let now: Moment
  let manner: EditManner
  private var policy: PolicyText
  private var files: [EditableFile]
  private var declarations = Declarations()
  private(set) var desired: DesiredState
  private var drafts: [EditDraft] = []

  /// Nil when the policy has errors.
  init?(_ policy: PolicyText, _ manner: EditManner, now: Moment) {
    self.now = now
    self.manner = manner
    self.policy = policy
    files = policy.files.map(EditableFile.init)
    var loader = PolicyLoader(text: policy, now: now)
    guard let desired = loader.loaded().desired else { return nil }
    self.desired = desired
    declarations = loader.declarations
  }

  /// The lines that one edit touched, to be numbered when all are made.
  private enum EditDraft {
    case made(PolicyEdit, [(file: Int, line: SourceText.Line)])
    /// With the line that stands against it.
    case notMade(PolicyEdit, NotMade, SourceText.Line?)
  }

  mutating func make(_ edit: PolicyEdit) {
    do throws(NotMade) {
      drafts.append(.made(edit, try attempt(edit)))
    } catch {
      let file = files.first { $0.path == error.at?.file }
      drafts.append(.notMade(edit, error, error.at.flatMap { file?.text.line($0.line) }))
    }
  }

  /// Edits copies, and keeps them only if they mean what the edit asks for.
  private mutating func attempt(_ edit: PolicyEdit) throws(NotMade) -> [(file: Int, line: SourceText.Line)] {
    let steps = try EditSteps(files: files, declarations: declarations, manner: manner).steps(for: edit)
    guard let expected = desired.expecting(edit) else { throw NotMade("the policy says so already") }
    var (files, policy) = (files, policy)
    for index in files.indices {
      let own = steps.filter { $0.file == files[index].path }
      guard !own.isEmpty else { continue }
      try files[index].take(own)
      policy.files[index].bytes = files[index].text.bytes
      files[index].layout = Layout(of: policy.files[index].bytes)
    }
    var loader = PolicyLoader(text: policy, now: now)
    let loaded = loader.loaded()
    guard let desired = loaded.desired else { throw NotMade(loaded.diagnostics) }
    guard desired.withoutPlaces() == expected, loader.declarations.agree(with: declarations, butFor: edit) else {
      throw NotMade("more than this would change; edit it by hand", at: steps.first?.place)
    }
    let touched = files.indices.flatMap { index in files[index].text.touched.map { (file: index, line: $0) } }
    for index in files.indices { files[index].text.touched = [] }
    (self.files, self.policy, self.desired, declarations) = (files, policy, desired, loader.declarations)
    return touched
  }
}

extension PolicyEditor {
  /// The files that are no longer what they were.
  func changed(from original: PolicyText) -> [PolicyText.File] {
    policy.files.indices.filter { policy.files[$0].bytes != original.files[$0].bytes }.map { policy.files[$0] }
  }

  var outcomes: [EditOutcome] {
    drafts.map { draft in
      switch draft {
      case .made(let edit, let touched):
        EditOutcome(edit, .made(places(of: touched)))
      case .notMade(let edit, let problem, let line):
        EditOutcome(edit, .notMade(problem.why, at: problem.at.map { moved($0, with: line) }))
      }
    }
  }

  /// Where a place is after all edits, with the line that it was on.
  private func moved(_ place: Place, with line: SourceText.Line?) -> Place {
    let file = files.first { $0.path == place.file }
    guard let line, let number = file?.text.number(of: line) else { return place }
    return Place(file: place.file, line: number, column: place.column)
  }

  /// The lines that are another number than before the edits, by file.
  var moved: [String: [Int: Int]] {
    Dictionary(
      uniqueKeysWithValues: files.map { file in
        let numbers = file.text.lines.enumerated().compactMap { at, line in line.origin.map { ($0, at + 1) } }
        return (file.path, Dictionary(uniqueKeysWithValues: numbers.filter { $0 != $1 }))
      })
  }

  /// Blank lines that came or went with others are not worth a place.
  private func places(of touched: [(file: Int, line: SourceText.Line)]) -> [Place] {
    let lines = touched.filter { !$0.line.isBlank }
    return Set(lines.compactMap { place(of: $0.line, in: files[$0.file]) }).sorted()
  }

  private func place(of line: SourceText.Line, in file: EditableFile) -> Place? {
    let now = file.text.number(of: line)
    let column = (now.map { file.text[$0] } ?? line).indentation + 1
    return (now ?? line.origin).map { Place(file: file.path, line: $0, column: column) }
  }
}

extension EditableFile {
  /// Takes the steps that are for this file, from its end to its beginning.
  fileprivate mutating func take(_ steps: [EditStep]) throws(NotMade) {
    let manner = Manner(layout, text)
    for step in steps.sorted(by: { $0.anchor > $1.anchor }) {
      do throws(CannotEdit) {
        try take(step, manner)
      } catch {
        throw NotMade(error.why, at: error.mark.map { Place(file: path, line: $0.line, column: $0.column) })
      }
    }
  }
}

extension EditStep {
  fileprivate var place: Place { Place(file: file, line: anchor.line, column: anchor.column) }
}

extension NotMade {
  /// The first error that the policy would have.
  fileprivate init(_ diagnostics: [Diagnostic]) {
    let error = diagnostics.first { $0.severity == .error }
    self.init("the policy would be wrong: \(error?.message ?? "it could not be read")", at: error?.place)
  }
}
