internal import Access
internal import YAML

/// A policy's files as they stand between two rounds of edits, and what they say and mean.
struct EditedText {
  let files: [EditableFile]
  let declarations: Declarations
  let desired: DesiredState
  private let directory: String
  private let now: Moment

  /// - Throws: the first error of a policy that is wrong.
  init(_ policy: PolicyText, now: Moment) throws(NotMade) {
    try self.init(policy.files.map(EditableFile.init), policy.directory, now)
  }

  private init(_ files: [EditableFile], _ directory: String, _ now: Moment) throws(NotMade) {
    (self.files, self.directory, self.now) = (files, directory, now)
    var loader = PolicyLoader(text: PolicyText(files: files.map(\.source), directory: directory), now: now)
    let loaded = loader.loaded()
    guard let desired = loaded.desired else { throw NotMade(loaded.diagnostics) }
    (self.desired, declarations) = (desired, loader.declarations)
  }

  /// Lines that an edit touched, and the number of their file.
  struct Touched {
    let file: Int
    let line: SourceText.Line
  }

  /// Why a round cannot be kept.
  struct Rejection: Error {
    let why: NotMade
    /// Where the policy would mean something else; nil where it would be wrong.
    var deviation: Expectation.Deviation?
  }

  /// The texts after a round, if they mean exactly what all its edits ask for; and which lines each edit touched.
  func taking(_ round: EditRound) throws(Rejection) -> (text: EditedText, touched: [Int: [Touched]]) {
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
    do throws(NotMade) {
      after = try EditedText(files, directory, now)
    } catch {
      throw Rejection(why: error)
    }
    let deviation = round.expectation.deviation(of: after.desired)
    guard deviation == nil, after.declarations.agree(with: round.index, butFor: round.edits) else {
      let place = round.planned.first?.steps.first?.place
      throw Rejection(why: NotMade("more than this would change; edit it by hand", at: place), deviation: deviation)
    }
    return (after, touched)
  }

  /// Finds out whether the text lets one edit be made.
  func check(_ steps: [EditStep]) throws(NotMade) {
    for file in files where steps.contains(where: { $0.file == file.path }) {
      do throws(CannotEdit) {
        _ = try file.patches([EditRound.Planned(unit: [0], edits: [], steps: steps)])
      } catch {
        throw NotMade(error, in: file)
      }
    }
  }
}

extension EditableFile {
  /// What edits do to this file.
  func patches(_ planned: [EditRound.Planned]) throws(CannotEdit) -> [Patch] {
    var (patches, changes, order) = ([Patch](), [Int?: CollectionChange](), [Int?]())
    for edit in planned {
      for step in edit.steps where step.file == path {
        guard let holder = step.holder else {
          if case .replace(let scalar, let new, _) = step.action {
            patches += try text.rewriting(scalar, as: new, for: edit.unit[0])
          }
          continue
        }
        if changes[holder.path.first] == nil { order.append(holder.path.first) }
        changes[holder.path.first, default: CollectionChange(of: holder)].take(step, for: edit.unit[0])
      }
    }
    for holder in order {
      if let change = changes[holder] { patches += try text.patches(for: change, manner) }
    }
    return patches
  }
}

extension EditStep {
  /// The list or mapping that gains or loses an element; nil where none does.
  fileprivate var holder: Holder? {
    switch action {
    case .remove(let spot): spot.holder
    case .addItem(_, let list): list
    case .addEntry(_, _, _, let mapping): mapping
    case .replace: nil
    }
  }
}

extension CollectionChange {
  fileprivate mutating func take(_ step: EditStep, for edit: Int) {
    switch step.action {
    case .remove(let spot): removals.append(Removal(index: spot.index, edit: edit))
    case .addItem(let node, _): additions.append(Addition(key: nil, value: node, comment: nil, edit: edit))
    case .addEntry(let key, let value, let comment, _):
      additions.append(Addition(key: key, value: value, comment: comment, edit: edit))
    case .replace: return
    }
  }
}

extension NotMade {
  /// The first error that the policy would have.
  fileprivate init(_ diagnostics: [Diagnostic]) {
    let error = diagnostics.first { $0.severity == .error }
    self.init("the policy would be wrong: \(error?.message ?? "it could not be read")", at: error?.place)
  }

  fileprivate init(_ problem: CannotEdit, in file: EditableFile) {
    self.init(problem.why, at: problem.mark.map { Place(file: file.path, line: $0.line, column: $0.column) })
  }
}
