import Access
@preconcurrency import Glibc
import Planning
import PolicyFiles
import Reports
import Syntax

extension Program {
  /// What the files say, before any is written. What is not the workspace must not look like it: then none is.
  static func verified(
    _ imported: ImportedFiles, _ actual: ActualState, _ context: CommandContext
  ) throws -> DesiredState {
    let loaded = imported.loaded(now: context.now)
    guard let desired = loaded.desired else { throw UnfaithfulImport("it would not be valid", loaded.diagnostics) }
    let planned = makePlan(desired, actual, at: context.now)
    guard let plan = planned.plan else { throw UnfaithfulImport("it would not fit the workspace", planned.diagnostics) }
    guard plan.unresolved.isEmpty else {
      throw UnfaithfulImport("it would name what the workspace does not have", plan.unresolved.map(\.diagnostic))
    }
    guard plan.changes.isEmpty else {
      throw UnfaithfulImport("planned back it would change something", plan.changes.map { $0.inWords(plan.names) })
    }
    context.report(loaded.diagnostics + planned.diagnostics)
    return desired
  }

  /// First where nobody looks, then moved to its place.
  static func write(_ imported: ImportedFiles, to directory: String) throws {
    // The schema may be there already, and of a newer accord.
    let hasSchema = access("\(directory)/\(PolicySchema.fileName)", F_OK) == 0
    let schema = hasSchema ? [] : [PolicySchema.fileName]
    let names = schema + imported.files.map(\.path)
    let comparison = try PrivateDirectory(for: directory)
    do {
      for name in schema { try comparison.write(name, PolicySchema.json.outline) }
      for file in imported.files { try comparison.write(file.path, file.text) }
      try comparison.publish(names)
    } catch {
      comparison.discard(names)
      throw error
    }
  }
}

/// A policy that would not say what the workspace has, and was not written for that reason.
struct UnfaithfulImport: Error {
  let message: TerminalText

  /// - Parameter evidence: the first few of them are shown.
  init(_ what: String, _ files: [some CustomStringConvertible]) {
    let shown = files.prefix(5).map { "  \($0.description)" as TerminalText }.lines
    message = "nothing was written, because \(what); this is a mistake in accord, please report it\n\(shown)"
  }
}
