internal import Access
internal import YAML

/// A policy's files as they stand between two rounds of edits, and what they say and mean.
struct EditedText {
  let files: [EditableFile]
  let declarations: Declarations
  let desired: DesiredState
  let warnings: [Diagnostic]
  private let directory: String
  private let now: Moment

  /// A policy that cannot be read, and why.
  struct Wrong: Error {
    let errors: [Diagnostic]
  }

  init(_ policy: PolicyText, now: Moment) throws(Wrong) {
    try self.init(policy.files.map(EditableFile.init), policy.directory, now)
  }

  private init(_ files: [EditableFile], _ directory: String, _ now: Moment) throws(Wrong) {
    (self.files, self.directory, self.now) = (files, directory, now)
    var loader = PolicyLoader(text: PolicyText(files: files.map(\.source), directory: directory), now: now)
    let loaded = loader.loaded()
    guard let desired = loaded.desired else {
      throw Wrong(errors: loaded.diagnostics.filter { $0.severity == .error })
    }
    (self.desired, declarations, warnings) = (desired, loader.declarations, loaded.diagnostics)
  }

  /// Lines that an edit touched, and the number of their file.
  struct Touched {
    let file: Int
    let line: SourceText.Line
  }

  /// Why a round cannot be kept.
  struct Rejection: Error {
    let why: NotMade
    /// The numbers of edits that name what came out otherwise, or touched a line that is wrong now.
    var suspects: Set<Int> = []
  }

  /// The texts after a round, if they mean exactly what all its edits ask for; and which lines each edit touched.
  func taking(_ round: EditBatch) throws(Rejection) -> (text: EditedText, touched: [Int: [Touched]]) {
    var (files, touched) = (files, [Int: [Touched]]())
    for at in files.indices {
      do throws(CannotEdit) {
        let patches = try files[at].patches(round.planned)
        guard !patches.isEmpty else { continue }
        for (edit, lines) in try files[at].apply(patches) {
          touched[edit, default: []] += lines.map { Touched(file: at, line: $0) }
        }
      } catch {
        throw Rejection(why: NotMade(error, in: files[at]))
      }
    }
    let after: EditedText
    do throws(Wrong) {
      after = try EditedText(files, directory, now)
    } catch {
      throw Rejection(why: NotMade(error), suspects: Self.authors(of: error, touched, files))
    }
    let deviation = round.expectation.deviation(of: after.desired)
    guard deviation == nil, after.declarations.agree(with: round.index, butFor: round.edits) else {
      let suspects = round.planned.filter { planned in
        planned.edits.contains { deviation?.isAbout($0) ?? false }
      }
      let place = round.planned.first?.steps.first?.place
      throw Rejection(
        why: NotMade("more than this would change; edit it by hand", at: place),
        suspects: Set(suspects.flatMap(\.unit)))
    }
    return (after, touched)
  }

  /// Edits that touched lines on which errors are.
  private static func authors(of wrong: Wrong, _ touched: [Int: [Touched]], _ files: [EditableFile]) -> Set<Int> {
    struct Line: Hashable {
      let file: String
      let line: Int
    }
    let (errors, numbers) = (wrong.errors.compactMap(\.place), LineNumbers(files))
    let lines = Set(errors.map { Line(file: $0.file, line: $0.line) })
    return Set(
      touched.filter { _, touched in
        numbers.places(of: touched).contains { lines.contains(Line(file: $0.file, line: $0.line)) }
      }.keys)
  }

  /// Finds out whether the text lets one edit be made.
  func check(_ steps: [EditStep]) throws(NotMade) {
    for file in files where steps.contains(where: { $0.file == file.path }) {
      do throws(CannotEdit) {
        _ = try file.patches([EditBatch.Planned(unit: [0], edits: [], steps: steps)])
      } catch {
        throw NotMade(error, in: file)
      }
    }
  }
}

extension NotMade {
  /// The first error that the policy would have.
  fileprivate init(_ wrong: EditedText.Wrong) {
    let error = wrong.errors.first
    self.init("the policy would be wrong: \(error?.message ?? "it could not be read")", at: error?.place)
  }

  fileprivate init(_ problem: CannotEdit, in file: EditableFile) {
    self.init(problem.why, at: problem.mark.map { Place(file: file.path, line: $0.line, column: $0.column) })
  }
}
